import { useState } from 'react'
import type { EnvironmentName, EnvironmentState, MigrationResult } from '../api.ts'
import { request } from '../app/request.ts'
import { Button, Dialog, DialogActions, ErrorNotice, Notice, Select, toast, Working } from '../ui/index.ts'
import { versionsChanged } from './use-versions.ts'
import styles from './versions.module.css'
import { useVersionWords } from './words.ts'

/** Moves conversations that are running to this version: first it is tried, nothing is changed by that. */
export function MigrateDialog(props: {
  readonly solution: string
  readonly number: number
  readonly environments: readonly EnvironmentState[]
  readonly allowed: readonly EnvironmentName[]
  readonly onClose: () => void
}) {
  const words = useVersionWords()
  const { solution, number, environments, allowed, onClose } = props
  const options = environments
    .filter(({ environment }) => allowed.includes(environment))
    .flatMap(({ environment, running }) =>
      running
        .filter(({ version }) => version !== number)
        .map(({ version, conversations }) => ({
          value: `${environment} ${version}`,
          label: `${words.environment[environment]}, ${words.runningOn(version, conversations)}`,
        })),
    )
  const [from, setFrom] = useState<string | null>(options[0]?.value ?? null)
  const [tried, setTried] = useState<MigrationResult | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function go(isDry: boolean): Promise<void> {
    const [environment, version] = (from ?? '').split(' ')
    setBusy(true)
    setError(null)
    try {
      const path = `/solutions/${solution}/environments/${environment}/migrations`
      const body = { from: Number(version), to: number, dry_run: isDry }
      const result = await request<MigrationResult>(path, { body })
      if (isDry) setTried(result)
      else {
        toast(`${words.migrated(result.moved, result.stayed)}${result.done ? '' : ` ${words.migrateMore}`}`, 'good')
        await versionsChanged(solution)
        onClose()
      }
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }

  function choose(value: string): void {
    setFrom(value)
    setTried(null)
  }

  return (
    <Dialog title={words.migrateTitle(number)} open onClose={onClose}>
      <p style={{ margin: 0 }}>{words.migrateText}</p>
      {options.length === 0 ? (
        <Notice>{words.noneRunning}</Notice>
      ) : (
        <Select label={words.migrateFrom} value={from} options={options} onChange={choose} />
      )}
      {isBusy ? <Working label={words.loading} /> : null}
      {tried === null ? null : (
        <Notice tone={tried.stayed === 0 ? 'good' : 'warn'}>
          {words.migrateCan(tried.moved, tried.stayed)}
          <ul className={styles.problems}>
            {tried.reasons.map(({ reason, conversations }) => (
              <li key={reason}>
                {conversations} × {reason}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {error === null ? null : <ErrorNotice error={error} />}
      <DialogActions>
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button onPress={() => void go(true)} isDisabled={from === null || isBusy}>
          {words.migrateTry}
        </Button>
        {tried === null ? null : (
          <Button kind="primary" onPress={() => void go(false)} isDisabled={isBusy || tried.moved === 0}>
            {words.migrateNow(tried.moved)}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}
