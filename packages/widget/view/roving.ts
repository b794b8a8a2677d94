import { useState } from 'preact/hooks'

const steps: { readonly [key: string]: number } = { ArrowDown: 1, ArrowUp: -1 }

/**
 * One stop of the Tab key for a group of buttons; the arrow keys, Home and End go from one to the next. Left and right follow the
 * direction in which the language is written.
 */
export function useRoving(count: number) {
  const [current, setCurrent] = useState(0)
  const at = Math.min(current, Math.max(0, count - 1))

  function onKeyDown(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
    const next = targetOf(event, at, count)
    if (next === null) return
    event.preventDefault()
    setCurrent(next)
    event.currentTarget.querySelectorAll<HTMLElement>('[data-rove]')[next]?.focus()
  }

  /** What the button at this place of the group is given. */
  const place = (index: number) => ({
    'data-rove': '',
    tabIndex: index === at ? 0 : -1,
    onFocus: () => setCurrent(index),
  })
  return { onKeyDown, place }
}

function targetOf(
  { key, currentTarget }: KeyboardEvent & { readonly currentTarget: HTMLElement },
  at: number,
  count: number,
) {
  if (count === 0) return null
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const toEnd = getComputedStyle(currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  const sideways = key === 'ArrowLeft' || key === 'ArrowRight' ? (key === toEnd ? 1 : -1) : undefined
  const step = steps[key] ?? sideways
  return step === undefined ? null : (at + step + count) % count
}
