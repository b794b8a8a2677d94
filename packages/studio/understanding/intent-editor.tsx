import { useState } from 'react'
import { Button, Dialog, DialogActions, Tag, TextField, toast } from '../ui/index.ts'
import { ExampleList } from './example-list.tsx'
import { IntentTexts } from './intent-texts.tsx'
import {
  addExamples,
  intentForm,
  longestExample,
  plainExample,
  removeIntent,
  reservedIntent,
  type ShownIntent,
} from './nlu-document.ts'
import styles from './understanding.module.css'
import type { NluEditing } from './use-nlu.ts'
import { useWords } from './words.ts'

/** Some ten are needed to tell an intent. */
const fewExamples = 5

export const isIntentName = (name: string): boolean => intentForm.test(name) && name !== reservedIntent

/** One intent: its name, its examples, what people read of it. Made anew for each. */
export function IntentEditor(props: {
  readonly intent: ShownIntent
  readonly editing: NluEditing
  readonly query: string
  readonly own: string
  readonly languages: readonly string[]
  readonly readOnly: boolean
  readonly onOpen: (intent: string | null) => void
}) {
  const words = useWords()
  const { intent, editing, readOnly } = props
  return (
    <div className={styles.section}>
      <div className={styles.line}>
        <h2>{intent.name}</h2>
        {intent.examples.length < fewExamples ? <Tag tone="warn">{words.few}</Tag> : null}
      </div>
      {readOnly ? null : <Rename {...props} />}
      <section className={styles.section} aria-label={words.examples}>
        <h3>
          {words.examples} <span className={styles.hint}>{words.count(intent.examples.length)}</span>
        </h3>
        {readOnly ? null : <More intent={intent.name} editing={editing} />}
        <ExampleList intent={intent} editing={editing} query={props.query} readOnly={readOnly} />
      </section>
      <IntentTexts {...props} />
      {readOnly ? null : <Remove {...props} />}
    </div>
  )
}

interface Own {
  readonly intent: ShownIntent
  readonly editing: NluEditing
  readonly onOpen: (intent: string | null) => void
}

function Rename({ intent, editing, onOpen }: Own) {
  const words = useWords()
  const [name, setName] = useState(intent.name)
  const isTaken = name !== intent.name && editing.nlu.intents.some((each) => each.name === name)
  const isBad = name !== '' && !isIntentName(name)
  return (
    <div className={styles.line}>
      <div className={styles.grow}>
        <TextField
          label={words.name}
          value={name}
          onChange={(next) => setName(next.trim())}
          error={isBad ? words.badName : undefined}
          {...(isTaken ? { hint: words.joinHint(name) } : {})}
        />
      </div>
      <Button
        isDisabled={name === '' || isBad || name === intent.name}
        onPress={() => {
          editing.rename(intent.name, name)
          onOpen(name)
        }}
      >
        {isTaken ? words.join : words.rename}
      </Button>
    </div>
  )
}

function More({ intent, editing }: { readonly intent: string; readonly editing: NluEditing }) {
  const words = useWords()
  const [text, setText] = useState('')
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  function add(): void {
    if (lines.some((line) => plainExample(line).length > longestExample)) {
      toast(words.tooLong(longestExample), 'warn')
      return
    }
    editing.edit((files) => addExamples(files, intent, lines))
    setText('')
  }
  return (
    <div className={styles.line}>
      <div className={styles.grow}>
        <TextField label={words.more} value={text} onChange={setText} hint={words.moreHint} area />
      </div>
      <Button isDisabled={lines.length === 0} onPress={add}>
        {words.addExamples}
      </Button>
    </div>
  )
}

function Remove({ intent, editing, onOpen }: Own) {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <div>
      <Button kind="danger" onPress={() => setOpen(true)}>
        {words.remove}
      </Button>
      <Dialog title={words.removeTitle(intent.name)} open={isOpen} onClose={() => setOpen(false)}>
        <p>{words.removeText}</p>
        <DialogActions>
          <Button onPress={() => setOpen(false)}>{words.cancel}</Button>
          <Button
            kind="danger"
            onPress={() => {
              setOpen(false)
              editing.edit((files) => removeIntent(files, intent.name))
              onOpen(null)
            }}
          >
            {words.remove}
          </Button>
        </DialogActions>
      </Dialog>
    </div>
  )
}
