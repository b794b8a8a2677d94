import { useMemo, useState } from 'react'
import type { EnvironmentName, InboxReason, InboxSentence } from '../api.ts'
import { useMay } from '../app/api.ts'
import { useLanguage } from '../app/words.ts'
import { languageName } from '../texts/language.ts'
import { Button, Empty, ErrorNotice, Notice, Select, Working } from '../ui/index.ts'
import { type Assigned, putBack } from './assign.ts'
import { Decide, type Decided, tellFailed } from './decide.tsx'
import { InboxGroup } from './inbox-group.tsx'
import styles from './understanding.module.css'
import { type InboxFilter, useDecide, useGroups, useInbox } from './use-inbox.ts'
import type { NluEditing } from './use-nlu.ts'
import { useWords } from './words.ts'

const environments: readonly EnvironmentName[] = ['prod', 'sandbox']
const reasons: readonly InboxReason[] = ['unknown', 'unsure', 'none', 'picked', 'corrected']
const none: readonly InboxSentence[] = []
const all = ' '

export interface InboxProps {
  readonly editing: NluEditing
  readonly languages: readonly string[]
  readonly readOnly: boolean
  readonly onCompare: (environment: EnvironmentName) => void
}

/** Sentences that were not understood, alike ones together, to be decided about. */
export function Inbox(props: InboxProps) {
  const words = useWords()
  const mayRead = useMay('transcript:read')
  const decide = useDecide()
  const [filter, setFilter] = useState<InboxFilter>({ environment: 'prod', language: null, reason: null })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [done, setDone] = useState<Decided | null>(null)
  const inbox = useInbox(filter, mayRead)
  const sentences = inbox.data?.sentences ?? none
  const groups = useGroups(sentences)
  const picked = useMemo(() => sentences.filter(({ id }) => chosen.has(id)), [sentences, chosen])
  const onUndone = (gone: Assigned) =>
    setDone((shown) => (shown?.assigned?.ids.join() === gone.ids.join() ? null : shown))
  async function open({ ids, assigned }: Decided): Promise<void> {
    try {
      if (assigned === null) await decide({ ids, decision: 'open' })
      else await putBack(assigned, { editing: props.editing, decide, onUndone, onFailed: tellFailed })
      setDone(null)
    } catch (error) {
      tellFailed(error)
    }
  }

  if (!mayRead) return <Notice tone="warn">{words.inboxRefused}</Notice>
  return (
    <div className={styles.panel}>
      <p className={styles.hint}>{words.inboxText}</p>
      <Filters filter={filter} languages={props.languages} onChange={setFilter} />
      {inbox.isError ? <ErrorNotice error={inbox.error} /> : null}
      {inbox.isPending ? <Working label={words.tabs.inbox} /> : null}
      {done === null ? null : (
        <Notice tone={done.ids.length === 0 ? 'warn' : 'good'}>
          {doneText(words, done)}{' '}
          {done.ids.length === 0 ? null : (
            <span className={styles.line}>
              <Button onPress={() => void open(done)}>{words.back}</Button>
              {done.assigned === null ? null : (
                <Button onPress={() => props.onCompare(filter.environment)}>{words.compareFirst}</Button>
              )}
            </span>
          )}
        </Notice>
      )}
      {inbox.data?.total === 0 ? <Empty title={words.inboxNone}>{words.inboxNoneText}</Empty> : null}
      {inbox.data === undefined || inbox.data.total === 0 ? null : (
        <>
          <span className={styles.hint} role="status">
            {words.shown(sentences.length, inbox.data.total)}
          </span>
          <ul className={styles.groups}>
            {groups.map((group) => (
              <InboxGroup
                key={group[0]?.id}
                group={group}
                chosen={chosen}
                readOnly={props.readOnly}
                onChoose={(ids, choose) =>
                  setChosen((before) => new Set([...before, ...ids].filter((id) => choose || !ids.includes(id))))
                }
              />
            ))}
          </ul>
          {props.readOnly || picked.length === 0 ? null : (
            <Decide
              sentences={picked}
              editing={props.editing}
              onUndone={onUndone}
              onDecided={(decided) => {
                setDone(decided)
                setChosen(new Set())
              }}
            />
          )}
        </>
      )}
    </div>
  )
}

function doneText(words: ReturnType<typeof useWords>, { ids, late, assigned }: Decided): string {
  const what =
    ids.length === 0
      ? ''
      : assigned === null
        ? words.ignored(ids.length)
        : words.assigned(assigned.ids.length, assigned.intent)
  return late === 0 ? what : `${what} ${words.late(late)}`.trim()
}

function Filters(props: {
  readonly filter: InboxFilter
  readonly languages: readonly string[]
  readonly onChange: (filter: InboxFilter) => void
}) {
  const words = useWords()
  const shownIn = useLanguage()
  const { filter, onChange } = props
  return (
    <div className={styles.filters}>
      <Select
        label={words.environment}
        value={filter.environment}
        options={environments.map((value) => ({ value, label: words.environments[value] }))}
        onChange={(environment) => onChange({ ...filter, environment })}
      />
      <Select
        label={words.language}
        value={filter.language ?? all}
        options={[
          { value: all, label: words.allLanguages },
          ...props.languages.map((value) => ({ value, label: languageName(value, shownIn) })),
        ]}
        onChange={(language) => onChange({ ...filter, language: language === all ? null : language })}
      />
      <Select
        label={words.reason}
        value={filter.reason ?? all}
        options={[
          { value: all, label: words.allReasons },
          ...reasons.map((value) => ({ value: value as string, label: words.reasons[value] })),
        ]}
        onChange={(reason) => onChange({ ...filter, reason: reasons.find((each) => each === reason) ?? null })}
      />
    </div>
  )
}
