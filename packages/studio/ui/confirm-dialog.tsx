import type { ReactNode } from 'react'
import { defineWords } from '../app/words.ts'
import { Button } from './button.tsx'
import { Dialog, DialogActions } from './dialog.tsx'

const useWords = defineWords({ en: { cancel: 'Cancel' }, ko: { cancel: '취소' } })

/** Asks before something is taken away. Whoever asks closes it, when it is confirmed too. */
export function ConfirmDialog(props: {
  readonly title: string
  readonly open: boolean
  /** What the button that does it says. */
  readonly button: string
  readonly onConfirm: () => void
  readonly onClose: () => void
  /** It cannot be confirmed yet, or is being done. */
  readonly disabled?: boolean
  readonly children: ReactNode
}) {
  const words = useWords()
  return (
    <Dialog title={props.title} open={props.open} onClose={props.onClose}>
      {props.children}
      <DialogActions>
        <Button onPress={props.onClose}>{words.cancel}</Button>
        <Button kind="danger" isDisabled={props.disabled === true} onPress={props.onConfirm}>
          {props.button}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
