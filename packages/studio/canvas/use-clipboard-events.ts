import { type RefObject, useEffect } from 'react'
import { isTyping } from './typing.ts'
import type { BoardHandle } from './use-board.ts'

/** The browser's own copy, cut and paste while the keyboard is on the canvas: they need nobody's permission. */
export function useClipboardEvents(
  element: RefObject<HTMLElement | null>,
  { clipboard, commands, get }: BoardHandle,
): void {
  useEffect(() => {
    const isOurs = (event: ClipboardEvent): boolean =>
      event.target instanceof Node &&
      !isTyping(event.target) &&
      element.current?.contains(document.activeElement) === true
    const copy = (event: ClipboardEvent): void => {
      const text = isOurs(event) && window.getSelection()?.toString() === '' ? clipboard.take() : null
      if (text === null) return
      event.clipboardData?.setData('text/plain', text)
      event.preventDefault()
      if (event.type === 'cut') commands.remove()
    }
    const paste = (event: ClipboardEvent): void => {
      if (!isOurs(event)) return
      event.preventDefault()
      if (!clipboard.put(event.clipboardData?.getData('text/plain') ?? '')) commands.say(get().words.nothingToPaste)
    }
    document.addEventListener('copy', copy)
    document.addEventListener('cut', copy)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('copy', copy)
      document.removeEventListener('cut', copy)
      document.removeEventListener('paste', paste)
    }
  }, [element, clipboard, commands, get])
}
