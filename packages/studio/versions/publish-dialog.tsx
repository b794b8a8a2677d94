import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { EnvironmentName, PublishCheck } from '../api.ts'
import { request } from '../app/request.ts'
import { Button, Checkbox, Dialog, DialogActions, ErrorNotice, Notice, TextField, toast, Working } from '../ui/index.ts'
import { changeLive, isOvertaken } from './change-live.ts'
import { CheckReport } from './check-report.tsx'
import { ShareSlider } from './share-slider.tsx'
import { TestsState } from './tests-state.tsx'
import styles from './versions.module.css'
import { useVersionWords } from './words.ts'

/** A version of what is in the Studio now: checked, compared with what runs, then run. */
export function PublishDialog(props: {
  readonly solution: string
  readonly allowed: readonly EnvironmentName[]
  readonly onClose: () => void
}) {
  const words = useVersionWords()
  const { solution, allowed, onClose } = props
  const [environment, setEnvironment] = useState<EnvironmentName>(allowed[0] ?? 'sandbox')
  const [note, setNote] = useState('')
  const [share, setShare] = useState<number | null>(null)
  const [isSure, setSure] = useState(false)
  const [isPublishing, setPublishing] = useState(false)
  const [isLost, setLost] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const check = useQuery({
    queryKey: [solution, 'check', environment],
    queryFn: () =>
      request<PublishCheck>(`/solutions/${solution}/environments/${environment}/check`, { method: 'POST', body: {} }),
    gcTime: 0,
    staleTime: 0,
    retry: false,
  })
  const found = check.isFetching ? undefined : check.data
  const hasLive = found?.live != null
  const needsWord = environment === 'prod'
  const isReady = found?.ready === true && !isPublishing && (!needsWord || isSure)

  function choose(next: EnvironmentName): void {
    setEnvironment(next)
    setError(null)
    setSure(false)
  }

  async function again(): Promise<void> {
    setError(null)
    setSure(false)
    await check.refetch()
  }

  async function publish(): Promise<void> {
    if (found === undefined) return
    setPublishing(true)
    setError(null)
    try {
      const body = {
        after: found.live?.deployment ?? 0,
        ...(note.trim() === '' ? {} : { note: note.trim() }),
        ...(share === null || !hasLive ? {} : { canary: share / 100 }),
      }
      const { deployment } = await changeLive(solution, environment, 'publish', body, () => setLost(true))
      toast(words.deployed(deployment.canary?.version ?? deployment.version, environment), 'good')
      onClose()
    } catch (thrown) {
      setError(thrown)
      setPublishing(false)
      setLost(false)
    }
  }

  return (
    <Dialog title={words.publishTitle} open onClose={onClose} wide>
      <Where environment={environment} allowed={allowed} onChange={choose} />
      {check.isFetching ? <Working label={words.checking} /> : null}
      {check.error === null || check.isFetching ? null : <ErrorNotice error={check.error} />}
      {found === undefined ? null : <CheckReport solution={solution} check={found} onLeave={onClose} />}
      <TestsState solution={solution} />
      <TextField label={words.note} value={note} onChange={setNote} hint={words.noteHint} area />
      {hasLive ? (
        <div className={styles.form}>
          <Checkbox label={words.someFirst} checked={share !== null} onChange={(on) => setShare(on ? 10 : null)} />
          {share === null ? null : <ShareSlider label={words.share} percent={share} onChange={setShare} />}
        </div>
      ) : null}
      {needsWord ? <Checkbox label={words.sure} checked={isSure} onChange={setSure} /> : null}
      {error === null ? null : isOvertaken(error) ? (
        <Notice tone="warn">
          {words.changedMeanwhile} <Button onPress={() => void again()}>{words.again}</Button>
        </Notice>
      ) : (
        <ErrorNotice error={error} />
      )}
      {isLost ? <Notice tone="warn">{words.lost}</Notice> : null}
      {isPublishing && !isLost ? <Working label={words.publishing} /> : null}
      <DialogActions>
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button kind="primary" onPress={() => void publish()} isDisabled={!isReady}>
          {words.publishNow(environment)}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function Where(props: {
  readonly environment: EnvironmentName
  readonly allowed: readonly EnvironmentName[]
  readonly onChange: (environment: EnvironmentName) => void
}) {
  const words = useVersionWords()
  const { environment, allowed, onChange } = props
  return (
    <RadioGroup value={environment} onChange={(value) => onChange(value === 'prod' ? 'prod' : 'sandbox')}>
      <Label className={styles.legend}>{words.where}</Label>
      <div className={styles.choices}>
        {(['sandbox', 'prod'] as const).map((each) => (
          <Radio key={each} value={each} className={styles.choice ?? ''} isDisabled={!allowed.includes(each)}>
            <strong>{words.environment[each]}</strong>
            <div className={styles.quiet}>{words.whereHint[each]}</div>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
