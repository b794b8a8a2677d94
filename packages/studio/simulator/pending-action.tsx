import { useState } from 'react'
import { useParams } from 'react-router'
import { useMay } from '../app/api.ts'
import { useEditor } from '../editor/state.ts'
import { Button, Checkbox, Select, TextField, Working } from '../ui/index.ts'
import { useSurroundings } from '../worker/client.ts'
import { outcomesOf, type RunAction } from './facts.ts'
import { setMock, useMocks, usualMock } from './mocks.ts'
import { outputFields, parseValues, readOutputs } from './outputs.ts'
import { makeResult, type Player, type RealRun } from './simulation.ts'
import styles from './simulator.module.css'
import { Json } from './turn-details.tsx'
import { useWords } from './words.ts'

/** An action is awaited: whoever plays says how it ends, or lets it run. */
export function PendingAction(props: {
  readonly run: RunAction
  readonly player: Player
  readonly real: RealRun | undefined
  readonly busy: boolean
}) {
  const words = useWords()
  const { run, player, real, busy } = props
  const mayRun = useMay('solution:edit')
  const { solution = '' } = useParams()
  const signature = useSurroundings(solution).data?.actions[run.action]
  const ports = useEditor((state) => state.analyses.get(run.flow)?.ports[run.node]) ?? []
  const kept = useMocks((state) => state.actions[run.action]) ?? usualMock
  const outcomes = outcomesOf(
    run,
    signature,
    ports.map(({ name }) => name),
  )
  const fields = outputFields(signature?.outputs)
  const [outcome, setOutcome] = useState(outcomes.includes(kept.outcome) ? kept.outcome : 'success')
  const [message, setMessage] = useState(kept.message)
  const [typed, setTyped] = useState<{ readonly [name: string]: string }>(() => typedOf(kept.outputs))
  const [json, setJson] = useState(() => (fields.length > 0 ? '' : JSON.stringify(kept.outputs, null, 2)))
  const [remembers, setRemembers] = useState(false)
  const read = fields.length > 0 ? readOutputs(fields, typed) : { outputs: parseValues(json) ?? {}, wrong: [] }
  const isBroken = read.wrong.length > 0 || (fields.length === 0 && parseValues(json) === null)
  if (real?.kind === 'running') return <Working label={words.running} />
  const finish = (): void => {
    setMock(run.action, { mode: remembers ? 'mock' : 'ask', outcome, outputs: read.outputs, message })
    void player.finish(makeResult(outcome, read.outputs, message))
  }
  const runReally = (): void => {
    if (remembers) setMock(run.action, { mode: 'real' })
    void player.runReally()
  }
  return (
    <section className={styles.pending} aria-label={words.howEnds(run.action)}>
      <h3>{words.howEnds(run.action)}</h3>
      <p className={styles.hint}>{words.howEndsText}</p>
      <Json label={words.input} value={run.input} />
      <Select
        label={words.outcomeLabel}
        value={outcome}
        options={outcomes.map((value) => ({ value, label: value }))}
        onChange={setOutcome}
      />
      {outcome === 'error' ? <TextField label={words.message} value={message} onChange={setMessage} /> : null}
      {fields.map(({ name, type, options = [], hint }) =>
        type === 'boolean' || type === 'one-of' ? (
          <Select
            key={name}
            label={name}
            value={typed[name] ?? ''}
            options={['', ...(type === 'boolean' ? ['true', 'false'] : options)].map((value) => ({
              value,
              label: value === '' ? words.empty : value,
            }))}
            onChange={(value) => setTyped({ ...typed, [name]: value })}
          />
        ) : (
          <TextField
            key={name}
            label={type === 'json' ? `${name} (JSON)` : name}
            value={typed[name] ?? ''}
            {...(hint === undefined ? {} : { hint })}
            error={read.wrong.includes(name) ? words.notFitting : undefined}
            onChange={(value) => setTyped({ ...typed, [name]: value })}
          />
        ),
      )}
      {fields.length > 0 ? null : (
        <details>
          <summary>{words.outputs}</summary>
          <TextField
            label={words.outputs}
            quiet
            area
            value={json}
            onChange={setJson}
            error={parseValues(json) === null ? words.notJson : undefined}
          />
        </details>
      )}
      <Checkbox label={words.remember} checked={remembers} onChange={setRemembers} />
      {real?.kind === 'failed' ? <p className={styles.wrong}>{real.reason}</p> : null}
      <div className={styles.row}>
        <Button kind="primary" isDisabled={isBroken || busy} onPress={finish}>
          {words.finish}
        </Button>
        {mayRun ? (
          <Button isDisabled={busy} onPress={runReally}>
            {words.runReally}
          </Button>
        ) : null}
      </div>
    </section>
  )
}

function typedOf(outputs: object): { readonly [name: string]: string } {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
}
