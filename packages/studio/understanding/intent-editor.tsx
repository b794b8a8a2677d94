import { useEffect, useRef, useState } from 'react'
import { Button, ConfirmDialog, Notice, Tag, TextField, toast } from '../ui/index.ts'
import { ExampleList } from './example-list.tsx'
import { IntentTexts } from './intent-texts.tsx'
import { hasBrokenMark, longestExample, plainExample } from './marks.ts'
import { addExamples, examplesOf, intentForm, removeIntent, reservedIntent, type ShownIntent } from './nlu-document.ts'
import type { OpenIntent } from './open-intent.ts'
import styles from './understanding.module.css'
import type { NluEditing } from './use-nlu.ts'
import { useWords } from './words.ts'

/** Some ten are needed to tell an intent. */
const fewExamples = 5

export const isIntentName = (name: string): boolean => intentForm.test(name) && name !== reservedIntent

/** A name while it is being typed, of people who write words: `Lost and found` → `Lost_and_found` */
export const typedName = (typed: string): string => typed.trimStart().replace(/\s+/g, '_')

/** One intent: its name, its examples, what people read of it. Made anew for each. */
export function IntentEditor(props: {
  readonly intent: ShownIntent
  readonly editing: NluEditing
  readonly how: OpenIntent['how']
  readonly query: string
  readonly own: string
  readonly languages: readonly string[]
  readonly readOnly: boolean
  readonly onRemoved: () => void
}) {
  const words = useWords()
  const { intent, editing, how } = props
  const top = useRef<HTMLDivElement>(null)
  const isThere = editing.nlu.intents.includes(intent)
  const mayEditAll = !props.readOnly && isThere
  useEffect(() => {
    // In a narrow window it stands below the list.
    if (how !== 'first' && window.matchMedia('(width < 760px)').matches) top.current?.scrollIntoView()
  }, [how])
  return (
    <div className={styles.section} ref={top}>
      <div className={styles.line}>
        <h2>{intent.name}</h2>
        {intent.examples.length < fewExamples ? <Tag tone="warn">{words.few}</Tag> : null}
      </div>
      {isThere ? null : <Notice tone="warn">{words.gone}</Notice>}
      {mayEditAll ? <Rename {...props} /> : null}
      <section className={styles.section} aria-label={words.examples}>
        <h3>
          {words.examples} <span className={styles.hint}>{words.count(intent.examples.length)}</span>
        </h3>
        {props.readOnly ? null : <More intent={intent} editing={editing} isFirst={how === 'added'} />}
        <ExampleList intent={intent} editing={editing} query={props.query} readOnly={props.readOnly} />
      </section>
      {isThere ? <IntentTexts {...props} /> : null}
      {mayEditAll ? <Remove {...props} /> : null}
    </div>
  )
}

interface Own {
  readonly intent: ShownIntent
  readonly editing: NluEditing
}

function Rename({ intent, editing }: Own) {
  const words = useWords()
  /** `null`: nobody has typed another one. */
  const [typed, setTyped] = useState<string | null>(null)
  const name = typed ?? intent.name
  const isTaken = name !== intent.name && editing.nlu.intents.some((each) => each.name === name)
  const isBad = name !== '' && !isIntentName(name)
  return (
    <div className={styles.line} data-shown={intent.name}>
      <div className={styles.grow}>
        <TextField
          label={words.name}
          value={name}
          onChange={(next) => setTyped(typedName(next))}
          error={isBad ? words.badName : undefined}
          {...(isTaken ? { hint: words.joinHint(name) } : {})}
        />
      </div>
      <Button
        isDisabled={name === '' || isBad || name === intent.name}
        onPress={async () => {
          if (await editing.rename(intent.name, name)) setTyped(null)
          else toast(words.unchanged, 'warn')
        }}
      >
        {isTaken ? words.join : words.rename}
      </Button>
    </div>
  )
}

function More({ intent, editing, isFirst }: Own & { readonly isFirst: boolean }) {
  const words = useWords()
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<string | undefined>()
  const lines = examplesOf(text)
  function add(): void {
    const broken = lines.find(hasBrokenMark)
    if (broken !== undefined) setRefusal(words.badMark(broken))
    else if (lines.some((line) => plainExample(line).length > longestExample)) setRefusal(words.tooLong(longestExample))
    else if (editing.edit((files) => addExamples(files, intent.name, lines))) setText('')
    else if (lines.every((line) => intent.examples.some(({ source }) => source === line)))
      setRefusal(words.alreadyThere)
    else setRefusal(words.unchanged)
  }
  return (
    <div className={styles.line}>
      <div className={styles.grow}>
        <TextField
          label={words.more}
          value={text}
          onChange={(next) => {
            setText(next)
            setRefusal(undefined)
          }}
          hint={words.moreHint}
          error={refusal}
          autoFocus={isFirst}
          area
        />
      </div>
      <Button isDisabled={lines.length === 0} onPress={add}>
        {words.addExamples}
      </Button>
    </div>
  )
}

function Remove({ intent, editing, onRemoved }: Own & { readonly onRemoved: () => void }) {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <div>
      <Button kind="danger" onPress={() => setOpen(true)}>
        {words.remove}
      </Button>
      <ConfirmDialog
        title={words.removeTitle(intent.name)}
        open={isOpen}
        button={words.remove}
        onConfirm={() => {
          setOpen(false)
          if (editing.edit((files) => removeIntent(files, intent.name))) onRemoved()
          else toast(words.unchanged, 'warn')
        }}
        onClose={() => setOpen(false)}
      >
        <p>{words.removeText}</p>
      </ConfirmDialog>
    </div>
  )
}
