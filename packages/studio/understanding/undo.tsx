import { Redo2, Undo2 } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import { useCanRedo, useCanUndo, useSource } from '../source/hooks.ts'
import { useUndoKeys } from '../source/undo-keys.ts'
import { IconButton } from '../ui/index.ts'
import styles from './understanding.module.css'
import { useWords } from './words.ts'

/** Undo and redo of the document by keys wherever on the page the focus is, or was before what had it went away. */
export function usePageUndo(page: RefObject<HTMLElement | null>): void {
  const undoKeys = useUndoKeys()
  const keys = useRef(undoKeys)
  keys.current = undoKeys
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { target } = event
      if (target !== document.body && !(target instanceof Node && page.current?.contains(target) === true)) return
      if (!isUnsent(target)) keys.current(event)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [page])
}

/**
 * What somebody has typed and not sent yet is taken back by the browser. A field that shows something of the document stands in an element
 * that says it, `data-shown`; any other is empty until somebody types.
 */
function isUnsent(target: EventTarget): boolean {
  const isText =
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'range')
  return isText && target.value !== (target.closest<HTMLElement>('[data-shown]')?.dataset.shown ?? '')
}

export function UndoButtons() {
  const words = useWords()
  const store = useSource()
  const [canUndo, canRedo] = [useCanUndo(), useCanRedo()]
  return (
    <div className={styles.undo}>
      <IconButton name={words.undo} shortcut="Ctrl+Z" isDisabled={!canUndo} onPress={() => store.undo()}>
        <Undo2 size={16} aria-hidden />
      </IconButton>
      <IconButton name={words.redo} shortcut="Ctrl+Shift+Z" isDisabled={!canRedo} onPress={() => store.redo()}>
        <Redo2 size={16} aria-hidden />
      </IconButton>
    </div>
  )
}
