import { useState } from 'react'
import type { DeploymentEntry } from '../api.ts'
import { Button, Dialog, DialogActions, ErrorNotice, Notice, toast } from '../ui/index.ts'
import { changeLive, isOvertaken } from './change-live.ts'
import { FetchedChanges } from './fetched-changes.tsx'
import { useVersionWords } from './words.ts'

/** One click to look, one to go back. A share that runs is ended first. */
export function RollbackDialog(props: {
  readonly solution: string
  readonly deployment: DeploymentEntry
  readonly before: DeploymentEntry | null
  readonly onClose: () => void
}) {
  const words = useVersionWords()
  const { solution, deployment, before, onClose } = props
  const { environment, canary } = deployment
  const [isBusy, setBusy] = useState(false)
  const [isLost, setLost] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [from, to] =
    canary === null ? [deployment.version, before?.version ?? deployment.version] : [canary.version, deployment.version]

  async function rollBack(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      const done = await changeLive(solution, environment, 'rollback', { after: deployment.deployment }, () =>
        setLost(true),
      )
      toast(words.deployed(done.deployment.version, environment), 'good')
      onClose()
    } catch (thrown) {
      setError(thrown)
      setBusy(false)
      setLost(false)
    }
  }

  return (
    <Dialog title={words.rollbackTitle(words.environment[environment])} open onClose={onClose} wide>
      <p style={{ margin: 0 }}>{canary === null ? words.rollbackText(to) : words.rollbackCanary(canary.version)}</p>
      <FetchedChanges solution={solution} from={String(from)} to={String(to)} />
      {error === null ? null : isOvertaken(error) ? (
        <Notice tone="warn">{words.changedMeanwhile}</Notice>
      ) : (
        <ErrorNotice error={error} />
      )}
      {isLost ? <Notice tone="warn">{words.lost}</Notice> : null}
      <DialogActions>
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button kind="primary" onPress={() => void rollBack()} isDisabled={isBusy}>
          {words.rollbackTo(to)}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
