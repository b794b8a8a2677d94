import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeploymentEntry, DeploymentList, EnvironmentState } from '../api.ts'
import { request } from '../app/request.ts'
import { When } from '../solutions/when.tsx'
import { Button, ErrorNotice, Notice } from '../ui/index.ts'
import { CanaryControls } from './canary-controls.tsx'
import { CopyButton } from './copy-button.tsx'
import { MigrateDialog } from './migrate-dialog.tsx'
import { RollbackDialog } from './rollback-dialog.tsx'
import styles from './versions.module.css'
import { useVersionWords } from './words.ts'

export const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`

/** One environment: what runs there, since when and by whose hand, what it lacks, and the ways back. */
export function EnvironmentPanel(props: {
  readonly solution: string
  readonly state: EnvironmentState
  readonly may: boolean
}) {
  const words = useVersionWords()
  const { solution, state, may } = props
  const { environment, deployment, before } = state
  const [isRolling, setRolling] = useState(false)
  return (
    <div className={styles.panel} {...{ [`data-${environment}`]: true }}>
      <div className={styles.panelHead}>
        <h3>{words.environment[environment]}</h3>
        {deployment === null ? null : (
          <a href={`/?${new URLSearchParams({ solution, environment })}`} target="_blank" rel="noreferrer">
            {words.chat}
          </a>
        )}
      </div>
      {deployment === null ? (
        <p className={styles.quiet}>{words.nothing}</p>
      ) : (
        <>
          <Running deployment={deployment} />
          {may && deployment.canary !== null ? (
            <CanaryControls key={deployment.deployment} solution={solution} deployment={deployment} />
          ) : null}
          {may && (before !== null || deployment.canary !== null) ? (
            <div className={styles.row}>
              <Button onPress={() => setRolling(true)}>{words.rollback}</Button>
            </div>
          ) : null}
          <MissingSecrets state={state} />
          <Facts state={state} />
          {may ? <MoveRunning solution={solution} state={state} number={deployment.version} /> : null}
          <Deployments solution={solution} deployment={deployment} />
        </>
      )}
      {isRolling && deployment !== null ? (
        <RollbackDialog solution={solution} deployment={deployment} before={before} onClose={() => setRolling(false)} />
      ) : null}
    </div>
  )
}

function Running({ deployment }: { readonly deployment: DeploymentEntry }) {
  const words = useVersionWords()
  const { version, canary, at, by, note } = deployment
  return (
    <div>
      <div className={styles.big}>{words.runs(version)}</div>
      {canary === null ? null : <div>{words.canaryRuns(canary.version, percent(canary.share))}</div>}
      <div className={styles.quiet}>
        {words.since} <When at={at} /> {words.by(by ?? words.somebody)}
      </div>
      {note === null ? null : <div>{note}</div>}
    </div>
  )
}

export function MissingSecrets({ state }: { readonly state: Pick<EnvironmentState, 'missing_secrets'> }) {
  const words = useVersionWords()
  if (state.missing_secrets.length === 0) return null
  return (
    <Notice tone="warn">
      <strong>{words.missing}</strong>
      {state.missing_secrets.map(({ name, variable }) => (
        <div key={variable} className={styles.row}>
          <span>{name}</span>
          <code>{variable}</code>
          <CopyButton text={variable} />
        </div>
      ))}
      <div>{words.missingHow}</div>
    </Notice>
  )
}

function Facts({ state: { running, params } }: { readonly state: EnvironmentState }) {
  const words = useVersionWords()
  const names = Object.keys(params)
  return (
    <dl className={styles.facts}>
      {running.length === 0 ? null : (
        <>
          <dt>{words.running}</dt>
          <dd>{running.map(({ version, conversations }) => words.runningOn(version, conversations)).join(', ')}</dd>
        </>
      )}
      <dt>{words.params}</dt>
      <dd>
        {names.length === 0 ? words.noParams : null}
        {names.map((name) => (
          <div key={name}>
            <code>{name}</code> {typeof params[name] === 'string' ? params[name] : JSON.stringify(params[name])}
          </div>
        ))}
      </dd>
    </dl>
  )
}

/** Conversations that go on with another version than new ones get. */
function MoveRunning(props: { readonly solution: string; readonly state: EnvironmentState; readonly number: number }) {
  const words = useVersionWords()
  const { solution, state, number } = props
  const [isOpen, setOpen] = useState(false)
  if (state.running.every(({ version }) => version === number)) return null
  return (
    <div className={styles.row}>
      <Button onPress={() => setOpen(true)}>{words.moveRunning(number)}</Button>
      {isOpen ? (
        <MigrateDialog
          solution={solution}
          number={number}
          environments={[state]}
          allowed={[state.environment]}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  )
}

/** What ran there before, once somebody wants to see it. */
function Deployments({ solution, deployment }: { readonly solution: string; readonly deployment: DeploymentEntry }) {
  const words = useVersionWords()
  const [isOpen, setOpen] = useState(false)
  const { environment } = deployment
  const { data, error } = useQuery({
    queryKey: [solution, 'deployments', environment, deployment.deployment],
    queryFn: () => request<DeploymentList>(`/solutions/${solution}/deployments?environment=${environment}&limit=50`),
    enabled: isOpen,
  })
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.history}</summary>
      {error === null ? null : <ErrorNotice error={error} />}
      <ul>
        {data?.deployments.map((each) => (
          <li key={each.deployment}>
            {words.runs(each.version)}, {words.kinds[each.kind]}
            {each.canary === null ? '' : ` (${words.canaryRuns(each.canary.version, percent(each.canary.share))})`}{' '}
            <span className={styles.quiet}>
              <When at={each.at} /> {words.by(each.by ?? words.somebody)}
            </span>
            {each.note === null ? null : <div>{each.note}</div>}
          </li>
        ))}
      </ul>
    </details>
  )
}
