import { useState } from 'react'
import type { InboxSentence } from '../api.ts'
import { Button, ErrorNotice, Notice, Select, TextField, toast } from '../ui/index.ts'
import { type Assigned, assign, canAssign, hasMask, likeliest, NotWritten } from './assign.ts'
import { isIntentName } from './intent-editor.tsx'
import styles from './understanding.module.css'
import { useDecide } from './use-inbox.ts'
import type { NluEditing } from './use-nlu.ts'
import { useWords } from './words.ts'

const another = ' '

/** What was decided about, and what was written of it. */
export interface Decided {
  /** Of how many somebody else had decided before. */
  readonly late: number
  readonly ids: readonly string[]
  /** `null`: they were put aside. */
  readonly assigned: Assigned | null
}

/** Where nothing on the page has a place for it. */
export const tellFailed = (error: unknown): void => toast(error instanceof Error ? error.message : String(error), 'bad')

/** What becomes of the chosen sentences: examples of an intent, or nothing. */
export function Decide(props: {
  readonly sentences: readonly InboxSentence[]
  readonly editing: NluEditing
  readonly onDecided: (decided: Decided) => void
  readonly onUndone: (assigned: Assigned) => void
}) {
  const words = useWords()
  const decide = useDecide()
  const { sentences, editing } = props
  const names = editing.nlu.intents.map(({ name }) => name)
  const [picked, setPicked] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [failure, setFailure] = useState<unknown>(null)
  const [isWorking, setWorking] = useState(false)
  // What was picked may have got another name meanwhile.
  const isThere = picked !== null && (picked === another || names.includes(picked))
  const chosen = isThere ? picked : names.length === 0 ? another : likeliest(sentences, names)
  const intent = chosen === another ? name : chosen
  const isNamed = intent !== null && isIntentName(intent)
  const isPossible = !isNamed || canAssign(editing.files, sentences, intent)

  async function settle(work: () => Promise<Omit<Decided, 'late'>>): Promise<void> {
    setWorking(true)
    setFailure(null)
    try {
      const done = await work()
      props.onDecided({ ...done, late: sentences.length - done.ids.length })
    } catch (error) {
      setFailure(error instanceof NotWritten ? new Error(words.notWritten) : error)
      setWorking(false)
    }
  }

  const add = (to: string) =>
    settle(async () => {
      const desk = { editing, decide, onUndone: props.onUndone, onFailed: tellFailed }
      const assigned = await assign(sentences, to, desk)
      return { ids: assigned.ids, assigned }
    })
  const ignore = () =>
    settle(async () => ({
      ids: await decide({ ids: sentences.map(({ id }) => id), decision: 'ignored' }),
      assigned: null,
    }))

  return (
    <section className={styles.decide} aria-label={words.chosen(sentences.length)}>
      <strong>{words.chosen(sentences.length)}</strong>
      <Select
        label={words.means}
        value={chosen}
        placeholder={words.nothingChosen}
        options={[...names.map((value) => ({ value, label: value })), { value: another, label: words.newIntent }]}
        onChange={setPicked}
      />
      {chosen !== another ? null : (
        <TextField
          label={words.newName}
          value={name}
          onChange={(next) => setName(next.trimStart().replace(/\s+/g, '_'))}
          error={name !== '' && !isNamed ? words.badName : undefined}
        />
      )}
      <Button
        kind="primary"
        isDisabled={isWorking || !isNamed || !isPossible}
        onPress={() => void (intent === null ? undefined : add(intent))}
      >
        {words.assign}
      </Button>
      <Button isDisabled={isWorking} onPress={() => void ignore()}>
        {words.ignore}
      </Button>
      {hasMask(sentences) ? <p className={styles.hint}>{words.maskHint}</p> : null}
      {isPossible ? null : <Notice tone="warn">{words.notWritten}</Notice>}
      {failure === null ? null : <ErrorNotice error={failure} />}
    </section>
  )
}
