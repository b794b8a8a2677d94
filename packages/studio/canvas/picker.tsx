import { Search } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import styles from './canvas.module.css'

export interface PickerItem {
  readonly id: string
  readonly title: string
  readonly about?: string
  readonly icon?: ReactNode
  readonly group?: string
  /** What an item that is dragged out carries. */
  readonly drag?: { readonly type: string; readonly value: string }
}

/** A field to search in and what it finds, for the keyboard (arrows, Enter, Escape) and the pointer. */
export function Picker(props: {
  readonly label: string
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly items: readonly PickerItem[]
  readonly onPick: (id: string) => void
  readonly onClose: () => void
  readonly hint?: string
  /** Said when nothing is found. */
  readonly none: string
}) {
  const { label, query, onQuery, items, onPick, onClose, hint, none } = props
  const [index, setIndex] = useState(0)
  const list = useId()
  const field = useRef<HTMLInputElement>(null)
  const at = Math.min(index, items.length - 1)
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    document.getElementById(`${list}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [list, at])
  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation()
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
    if (to !== undefined && (event.key.startsWith('Arrow') || query === '')) {
      event.preventDefault()
      setIndex((to + items.length) % Math.max(1, items.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const item = items[at]
      if (item !== undefined) onPick(item.id)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      onClose()
    }
  }
  return (
    <div className={styles.picker}>
      <div className={styles.pickerField}>
        <Search size={16} aria-hidden />
        <input
          ref={field}
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={items.length === 0 ? undefined : `${list}-${at}`}
          placeholder={label}
          value={query}
          onChange={(event) => {
            setIndex(0)
            onQuery(event.target.value)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {hint === undefined ? null : <p className={styles.pickerHint}>{hint}</p>}
      {items.length === 0 ? (
        <p className={styles.pickerHint} role="status">
          {none}
        </p>
      ) : null}
      <div role="listbox" id={list} aria-label={label} className={styles.pickerList}>
        {items.map((item, position) => (
          <div key={item.id} role="presentation">
            {item.group !== undefined && item.group !== items[position - 1]?.group ? (
              <div className={styles.pickerGroup} role="presentation">
                {item.group}
              </div>
            ) : null}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: the field has the focus */}
            <div
              role="option"
              id={`${list}-${position}`}
              aria-selected={position === at}
              className={styles.pickerItem}
              draggable={item.drag !== undefined}
              onDragStart={(event) => {
                if (item.drag === undefined) return
                event.dataTransfer.setData(item.drag.type, item.drag.value)
                event.dataTransfer.effectAllowed = 'copy'
              }}
              onMouseMove={() => setIndex(position)}
              onClick={() => onPick(item.id)}
            >
              {item.icon}
              <span className={styles.pickerWords}>
                <span>{item.title}</span>
                {item.about === undefined ? null : <span className={styles.pickerAbout}>{item.about}</span>}
              </span>
            </div>
          </div>
        ))}
      </div>
    </div>
  )
}
