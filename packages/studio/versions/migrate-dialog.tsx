import { useState } from 'react'
import type { EnvironmentName, EnvironmentState, MigrationChoice, MigrationRequest, MigrationResult } from '../api.ts'
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
  const [choices, setChoices] = useState<Choices>({})
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function go(isDry: boolean, chosen = choices): Promise<void> {
    const [environment, version] = (from ?? '').split(' ')
    setBusy(true)
    setError(null)
    try {
      const path = `/solutions/${solution}/environments/${environment}/migrations`
      const body = { from: Number(version), to: number, dry_run: isDry, ...mappingOf(chosen) }
      const result = await request<MigrationResult>(path, { body })
      if (isDry) await take(result, chosen)
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

  /** What needs a choice, with what was chosen before: each choice may lead to the next. */
  async function take(result: MigrationResult, chosen: Choices): Promise<void> {
    const found = result.choices.filter((choice) => !Object.hasOwn(chosen, keyOf(choice)))
    const fresh = found.map((choice) => [keyOf(choice), { choice, to: choice.proposed }] as const)
    const next = { ...chosen, ...Object.fromEntries(fresh) }
    setChoices(next)
    setTried(result)
    if (found.some(({ proposed }) => proposed !== null)) await go(true, next)
  }

  function decide(key: string, to: string | null): void {
    const before = choices[key]
    if (before === undefined) return
    const next = { ...choices, [key]: { ...before, to } }
    setChoices(next)
    void go(true, next)
  }

  function choose(value: string): void {
    setFrom(value)
    setTried(null)
    setChoices({})
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
      <Decisions choices={choices} disabled={isBusy} onDecide={decide} />
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

/** What was decided, by node or variable. `to`: where; {@link nowhere}; `null`: they stay. */
interface Choices {
  readonly [key: string]: { readonly choice: MigrationChoice; readonly to: string | null }
}

/** No place is called so. */
const nowhere = '-'
const stays = '.'

const keyOf = ({ member, name }: MigrationChoice): string => `${member} ${name}`

function mappingOf(choices: Choices): Pick<MigrationRequest, 'nodes' | 'variables'> {
  const decided = Object.values(choices).flatMap(({ choice, to }) => (to === null ? [] : [{ ...choice, to }]))
  const of = (wanted: MigrationChoice['member']) => decided.filter(({ member }) => member === wanted)
  return {
    nodes: Object.fromEntries(of('nodes').map(({ name, to }) => [name, to])),
    variables: Object.fromEntries(of('variables').map(({ name, to }) => [name, to === nowhere ? null : to])),
  }
}

/** Where conversations go on whose node is gone, and where their values go. */
function Decisions(props: {
  readonly choices: Choices
  readonly disabled: boolean
  readonly onDecide: (key: string, to: string | null) => void
}) {
  const words = useVersionWords()
  const { choices, disabled, onDecide } = props
  const entries = Object.entries(choices)
  if (entries.length === 0) return null
  return (
    <div className={styles.form}>
      <strong>{words.choices}</strong>
      {entries.map(([key, { choice, to }]) => {
        const { member, name, conversations, places, proposed } = choice
        const isNode = member === 'nodes'
        const ordered = proposed === null ? places : [proposed, ...places.filter((place) => place !== proposed)]
        return (
          <Select
            key={key}
            label={(isNode ? words.nodeChoice : words.variableChoice)(name, conversations)}
            value={to ?? stays}
            options={[
              { value: stays, label: words.staysThere },
              ...ordered.map((place) => ({ value: place, label: place })),
              ...(isNode ? [] : [{ value: nowhere, label: words.giveUp }]),
            ]}
            onChange={(next) => onDecide(key, next === stays ? null : next)}
            disabled={disabled}
            {...(places.length > 0 ? {} : { hint: isNode ? words.noPlace : words.noVariable })}
          />
        )
      })}
    </div>
  )
}
