import type { ActionResult, Value, Values } from '@parley/flow'
import { useLanguage } from '../app/words.ts'
import { reveal } from '../editor/state.ts'
import { showValue } from '../problems/change-list.ts'
import { Notice, Tag, Working } from '../ui/index.ts'
import type { SimulatedTurn } from '../worker/protocol.ts'
import { before, changedVariables, type RunAction, runsOf, understoodIn } from './facts.ts'
import { keyOfRun, type RealRun, useSimulation } from './simulation.ts'
import styles from './simulator.module.css'
import { useWords } from './words.ts'

/** What a turn did: the way it took, variables that changed, actions with what went in and came out, everything else. */
export function TurnDetails({ index }: { readonly index: number }) {
  const words = useWords()
  const { turns, real } = useSimulation()
  const turn = turns[index]
  if (turn === undefined) return null
  const changes = changedVariables(before(turns, index), turn.moment.state.variables)
  const way = turn.visits.filter(({ kind }) => kind === 'enter')
  return (
    <div className={styles.details}>
      <p className={styles.way}>
        <span className={styles.label}>{words.path}</span>
        {way.map(({ flow, node }, at) => (
          <button key={at} type="button" className={styles.chip} onClick={() => reveal(flow, node)}>
            {node}
          </button>
        ))}
      </p>
      <UnderstoodView turn={turn} />
      {changes.length === 0 ? null : (
        <dl className={styles.values}>
          {changes.map(({ name, before: was, after }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <del>{showValue(was ?? undefined)}</del> → <ins>{showValue(after ?? undefined)}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {runsOf(turn).map((run) => (
        <Run key={run.id} run={run} result={resultIn(turns, run)} real={real[keyOfRun(index, run)]} />
      ))}
      <Others turn={turn} />
    </div>
  )
}

function UnderstoodView({ turn }: { readonly turn: SimulatedTurn }) {
  const words = useWords()
  const understood = understoodIn(turn)
  if (understood === null) return null
  const { intent, fills, corrects } = understood
  return (
    <p className={styles.way}>
      <span className={styles.label}>{words.understood}</span>
      {intent === undefined ? null : <Tag tone={intent === null ? 'warn' : 'good'}>{intent ?? words.nothingKnown}</Tag>}
      {fills.length === 0 ? null : <span>{words.fills(fills.join(', '))}</span>}
      {corrects.length === 0 ? null : <span>{words.corrects(corrects.join(', '))}</span>}
    </p>
  )
}

/** What an action ended with, in whichever turn that was. */
function resultIn(turns: readonly SimulatedTurn[], { id }: RunAction): ActionResult | null {
  for (const { happening } of turns)
    if (happening.kind === 'action-finished' && happening.effect === id) return happening.result
  return null
}

function Run(props: {
  readonly run: RunAction
  readonly result: ActionResult | null
  readonly real: RealRun | undefined
}) {
  const words = useWords()
  const { run, result, real } = props
  return (
    <section className={styles.run} aria-label={`${words.call}: ${run.action}`}>
      <h4>
        {run.action.replace(/^braze\./, 'Braze · ')} {run.mode === 'queue' ? <Tag>{words.queued}</Tag> : null}
      </h4>
      <Json label={words.input} value={run.input} />
      {result === null ? null : (
        <>
          <p>
            {words.result}: <Tag tone={result.outcome === 'error' ? 'bad' : 'good'}>{result.outcome}</Tag>{' '}
            {result.error === undefined ? null : `${result.error.kind}: ${result.error.message}`}
          </p>
          {Object.keys(result.outputs).length === 0 ? null : <Json label={words.outputs} value={result.outputs} />}
        </>
      )}
      {real === undefined ? null : <Real real={real} />}
    </section>
  )
}

function Real({ real }: { readonly real: RealRun }) {
  const words = useWords()
  if (real.kind === 'running') return <Working label={words.running} />
  if (real.kind === 'failed') return <Notice tone="bad">{real.reason}</Notice>
  const { logs, requests, took_ms: took } = real.run
  return (
    <>
      {requests.length === 0 ? null : (
        <details>
          <summary>
            {words.requests} {requests.length} · {Math.round(took)} ms
          </summary>
          {requests.map((each) => (
            <div key={`${each.at} ${each.path}`}>
              <code>
                {each.method} {each.host}
                {each.path}
              </code>{' '}
              <Tag tone={each.allowed && (each.status ?? 500) < 400 ? 'good' : 'bad'}>
                {each.status ?? each.problem ?? '—'}
              </Tag>
              {each.body === undefined ? null : <Json label={words.input} value={each.body as Value} />}
              {each.answer === undefined ? null : <Json label={words.result} value={each.answer as Value} />}
            </div>
          ))}
        </details>
      )}
      {logs.length === 0 ? null : (
        <details>
          <summary>
            {words.logs} {logs.length}
          </summary>
          <Code text={logs.map(({ level, text }) => `${level}  ${text}`).join('\n')} />
        </details>
      )}
    </>
  )
}

function Others({ turn }: { readonly turn: SimulatedTurn }) {
  const words = useWords()
  const language = useLanguage()
  const others = turn.effects.flatMap((effect): readonly string[] => {
    if (effect.kind === 'set-timer')
      return [`${words.timers[effect.timer]}: ${new Date(effect.at).toLocaleString(language)}`]
    if (effect.kind === 'plan') return [words.planned(effect.rule, new Date(effect.at).toLocaleString(language))]
    return effect.kind === 'hand-over' && effect.note !== null ? [effect.note] : []
  })
  if (others.length === 0) return null
  return (
    <ul className={styles.others}>
      {others.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  )
}

export function Json({ label, value }: { readonly label: string; readonly value: Value | Values }) {
  return (
    <details>
      <summary>{label}</summary>
      <Code text={JSON.stringify(value, null, 2)} />
    </details>
  )
}

/** Lines as they are; what does not fit is scrolled to, with keys too. */
export function Code({ text }: { readonly text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled with keys
    <pre className={styles.json} tabIndex={0}>
      {text}
    </pre>
  )
}
