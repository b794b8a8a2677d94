import { useState } from 'react'
import type { InboxSentence } from '../api.ts'
import { Button, ErrorNotice, Select, TextField } from '../ui/index.ts'
import { isIntentName } from './intent-editor.tsx'
import { addExamples, exampleOf } from './nlu-document.ts'
import styles from './understanding.module.css'
import { useDecide } from './use-inbox.ts'
import type { NluEditing } from './use-nlu.ts'
import { useWords } from './words.ts'

const another = ' '

/** What becomes of the chosen sentences: examples of an intent, or nothing. */
export function Decide(props: {
  readonly sentences: readonly InboxSentence[]
  readonly editing: NluEditing
  readonly onDecided: (text: string) => void
}) {
  const words = useWords()
  const decide = useDecide()
  const { sentences, editing } = props
  const names = editing.nlu.intents.map(({ name }) => name)
  const [chosen, setChosen] = useState<string>(() => likeliest(sentences, names) ?? names[0] ?? another)
  const [name, setName] = useState('')
  const [failure, setFailure] = useState<unknown>(null)
  const [isWorking, setWorking] = useState(false)
  const intent = chosen === another ? name : chosen
  const ids = sentences.map(({ id }) => id)

  async function settle(work: () => Promise<string>): Promise<void> {
    setWorking(true)
    setFailure(null)
    try {
      props.onDecided(await work())
    } catch (error) {
      setFailure(error)
      setWorking(false)
    }
  }

  /** The examples first: a decision that does not reach the server leaves the sentences where they are, and nothing is lost. */
  const assign = () =>
    settle(async () => {
      editing.edit((files) =>
        addExamples(
          files,
          intent,
          sentences.map(({ text }) => exampleOf(text)),
        ),
      )
      await decide({ ids, decision: 'assigned', intent })
      return words.assigned(sentences.length, intent)
    })
  const ignore = () =>
    settle(async () => {
      await decide({ ids, decision: 'ignored' })
      return words.ignored(sentences.length)
    })

  return (
    <section className={styles.decide} aria-label={words.chosen(sentences.length)}>
      <strong>{words.chosen(sentences.length)}</strong>
      <Select
        label={words.means}
        value={chosen}
        options={[...names.map((value) => ({ value, label: value })), { value: another, label: words.newIntent }]}
        onChange={setChosen}
      />
      {chosen !== another ? null : (
        <TextField
          label={words.newName}
          value={name}
          onChange={(next) => setName(next.trim())}
          error={name !== '' && !isIntentName(name) ? words.badName : undefined}
        />
      )}
      <Button kind="primary" isDisabled={isWorking || !isIntentName(intent)} onPress={() => void assign()}>
        {words.assign}
      </Button>
      <Button isDisabled={isWorking} onPress={() => void ignore()}>
        {words.ignore}
      </Button>
      {failure === null ? null : <ErrorNotice error={failure} />}
    </section>
  )
}

/** What most of them were said, or taken, to mean. */
function likeliest(sentences: readonly InboxSentence[], names: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const { intent, alternatives } of sentences) {
    const guess = intent ?? alternatives[0]?.intent
    if (guess !== undefined && names.includes(guess)) counts.set(guess, (counts.get(guess) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}
