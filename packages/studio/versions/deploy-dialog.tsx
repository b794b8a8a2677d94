import { useState } from 'react'
import type { DeploymentEntry, EnvironmentName } from '../api.ts'
import { Button, Checkbox, Dialog, DialogActions, ErrorNotice, Notice, toast } from '../ui/index.ts'
import { changeLive, isOvertaken } from './change-live.ts'
import { FetchedChanges } from './fetched-changes.tsx'
import styles from './versions.module.css'
import { useVersionWords } from './words.ts'

/** Runs a version that there is. */
export function DeployDialog(props: {
  readonly solution: string
  readonly number: number
  readonly environment: EnvironmentName
  readonly live: DeploymentEntry | null
  readonly onClose: () => void
}) {
  const words = useVersionWords()
  const { solution, number, environment, live, onClose } = props
  const [isSure, setSure] = useState(environment !== 'prod')
  const [isBusy, setBusy] = useState(false)
  const [isLost, setLost] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function deploy(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await changeLive(solution, environment, 'deployments', { version: number, after: live?.deployment ?? 0 }, () =>
        setLost(true),
      )
      toast(words.deployed(number, environment), 'good')
      onClose()
    } catch (thrown) {
      setError(thrown)
      setBusy(false)
      setLost(false)
    }
  }

  return (
    <Dialog title={words.deployTitle(number, environment)} open onClose={onClose} wide>
      {live === null ? (
        <p className={styles.quiet}>{words.first}</p>
      ) : (
        <FetchedChanges solution={solution} from={String(live.version)} to={String(number)} />
      )}
      {environment === 'prod' ? <Checkbox label={words.sure} checked={isSure} onChange={setSure} /> : null}
      {error === null ? null : isOvertaken(error) ? (
        <Notice tone="warn">{words.changedMeanwhile}</Notice>
      ) : (
        <ErrorNotice error={error} />
      )}
      {isLost ? <Notice tone="warn">{words.lost}</Notice> : null}
      <DialogActions>
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button kind="primary" onPress={() => void deploy()} isDisabled={!isSure || isBusy}>
          {words.deployNow(environment)}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
