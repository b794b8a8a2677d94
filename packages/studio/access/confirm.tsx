import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ConfirmDialog } from '../ui/index.ts'
import { RefusalNotice } from './refusal.tsx'

/** Asks before something that cannot be undone. `onConfirm` throws when it did not work: the dialog says so and stays. */
export function Confirm(props: {
  readonly title: string
  readonly children: ReactNode
  readonly button: string
  readonly onConfirm: () => Promise<unknown>
  readonly onClose: () => void
}) {
  const deed = useMutation({ mutationFn: props.onConfirm, onSuccess: props.onClose })
  return (
    <ConfirmDialog
      title={props.title}
      open
      button={props.button}
      onConfirm={() => deed.mutate()}
      onClose={props.onClose}
      disabled={deed.isPending}
    >
      <div>{props.children}</div>
      {deed.error === null ? null : <RefusalNotice error={deed.error} />}
    </ConfirmDialog>
  )
}
