import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { defineWords } from '../app/words.ts'
import { Button, Dialog, DialogActions } from '../ui/index.ts'
import { RefusalNotice } from './refusal.tsx'

const useWords = defineWords({ en: { cancel: 'Cancel' }, ko: { cancel: '취소' } })

/** Asks before something that cannot be undone. `onConfirm` throws when it did not work: the dialog says so and stays. */
export function Confirm(props: {
  readonly title: string
  readonly children: ReactNode
  readonly button: string
  readonly onConfirm: () => Promise<unknown>
  readonly onClose: () => void
}) {
  const words = useWords()
  const deed = useMutation({ mutationFn: props.onConfirm, onSuccess: props.onClose })
  return (
    <Dialog title={props.title} open onClose={props.onClose}>
      <div>{props.children}</div>
      {deed.error === null ? null : <RefusalNotice error={deed.error} />}
      <DialogActions>
        <Button onPress={props.onClose}>{words.cancel}</Button>
        <Button kind="danger" isDisabled={deed.isPending} onPress={() => deed.mutate()}>
          {props.button}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
