import { useState } from 'react'
import { queries } from '../app/api.ts'
import { request } from '../app/request.ts'
import { ConfirmDialog, ErrorNotice, TextField, toast } from '../ui/index.ts'
import { useSolutionWords } from './words.ts'

/** Takes the document away, after its name was typed; versions stay. */
export function RemoveDialog({ solution, onClose }: { readonly solution: string; readonly onClose: () => void }) {
  const words = useSolutionWords()
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<unknown>(null)

  async function remove(): Promise<void> {
    try {
      await request(`/solutions/${solution}`, { method: 'DELETE' })
      toast(words.removed(solution), 'good')
      void queries.invalidateQueries({ queryKey: ['solutions'] })
      onClose()
    } catch (thrown) {
      setError(thrown)
    }
  }

  return (
    <ConfirmDialog
      title={words.removeTitle(solution)}
      open
      button={words.removeNow}
      onConfirm={() => void remove()}
      onClose={onClose}
      disabled={typed !== solution}
    >
      <p style={{ margin: 0 }}>{words.removeText}</p>
      <TextField label={words.removeTyped(solution)} value={typed} onChange={setTyped} autoComplete="off" autoFocus />
      {error === null ? null : <ErrorNotice error={error} />}
    </ConfirmDialog>
  )
}
