import type { MenuItem } from '@parley/flow'
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { newId } from '../element-id.ts'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'

/** The persistent menu: what may be picked at any time. */
export function Menu({ items }: { readonly items: readonly MenuItem[] }): JSX.Element | null {
  const { say, words } = useSurroundings()
  const [open, setOpen] = useState(false)
  const [id] = useState(() => newId('menu'))
  const place = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!open) return
    const leave = (event: Event): void => {
      if (place.current !== null && !event.composedPath().includes(place.current)) setOpen(false)
    }
    addEventListener('pointerdown', leave)
    addEventListener('focusin', leave)
    return () => {
      removeEventListener('pointerdown', leave)
      removeEventListener('focusin', leave)
    }
  }, [open])
  if (items.length === 0) return null

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !open) return
    // The window around it stays open.
    event.stopPropagation()
    setOpen(false)
    button.current?.focus()
  }
  function pick({ id: choice, label }: MenuItem): void {
    setOpen(false)
    say({ choice }, label)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what is open inside
    <div class="menu-place" ref={place} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="tool"
        ref={button}
        aria-label={words.menu}
        title={words.menu}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon name="menu" />
      </button>
      <ul class="menu" id={id} aria-label={words.menu} hidden={!open}>
        {items.map((item) => (
          <li key={item.id}>
            <button type="button" dir="auto" onClick={() => pick(item)}>
              {item.label}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
