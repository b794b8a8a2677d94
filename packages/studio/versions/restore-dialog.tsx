import { useState } from 'react'
import type { Restored } from '../api.ts'
import { useMay } from '../app/api.ts'
import { request } from '../app/request.ts'
import { Button, Checkbox, Dialog, DialogActions, ErrorNotice, toast } from '../ui/index.ts'
import { FetchedChanges } from './fetched-changes.tsx'
import { useVersionWords } from './words.ts'

/** Makes the document say what a version says. */
export function RestoreDialog(props: {
  readonly solution: string
  readonly number: number
  readonly onClose: () => void
}) {
  const words = useVersionWords()
  const { solution, number, onClose } = props
  const mayCode = useMay('action:edit')
  const [code, setCode] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function restore(): Promise<void> {
    setBusy(true)
    try {
      const { changed, left_out: leftOut } = await request<Restored>(
        `/solutions/${solution}/versions/${number}/restore`,
        { body: { code } },
      )
      toast(words.restored(changed.length), 'good')
      for (const { file, reason } of leftOut.slice(0, 3)) toast(`${file}: ${reason}`, 'warn')
      onClose()
    } catch (thrown) {
      setError(thrown)
      setBusy(false)
    }
  }

  return (
    <Dialog title={words.restoreTitle(number)} open onClose={onClose} wide>
      <p style={{ margin: 0 }}>{words.restoreText}</p>
      <FetchedChanges solution={solution} from="document" to={String(number)} />
      {mayCode ? <Checkbox label={words.restoreCode} checked={code} onChange={setCode} /> : null}
      {error === null ? null : <ErrorNotice error={error} />}
      <DialogActions>
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button kind="primary" onPress={() => void restore()} isDisabled={isBusy}>
          {words.restoreNow}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
