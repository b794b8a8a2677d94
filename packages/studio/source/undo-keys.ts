import { useSource } from './hooks.ts'

/** React's, or the browser's. */
type PressedKey = Pick<
  KeyboardEvent,
  'defaultPrevented' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'key' | 'preventDefault' | 'stopPropagation'
>

/** Undo and redo of the document by keys, for plain fields that show what is in it: the browser's own undo knows one field only. */
export function useUndoKeys(): (event: PressedKey) => void {
  const store = useSource()
  return (event) => {
    if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return
    const key = event.key.toLowerCase()
    if (key !== 'z' && key !== 'y') return
    event.preventDefault()
    event.stopPropagation()
    if (key === 'y' || event.shiftKey) store.redo()
    else store.undo()
  }
}
