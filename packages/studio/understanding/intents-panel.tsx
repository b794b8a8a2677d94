import { useState } from 'react'
import { Button, Empty, TextField, toast } from '../ui/index.ts'
import { IntentEditor, isIntentName, typedName } from './intent-editor.tsx'
import { addExamples, type ShownIntent, type ShownNlu } from './nlu-document.ts'
import { followIntent, type OpenIntent, openIntent } from './open-intent.ts'
import styles from './understanding.module.css'
import type { NluEditing } from './use-nlu.ts'
import { useWords } from './words.ts'

/** All intents, and the one that is open. */
export function IntentsPanel(props: {
  readonly editing: NluEditing
  readonly own: string
  readonly languages: readonly string[]
  readonly readOnly: boolean
}) {
  const words = useWords()
  const { editing, readOnly } = props
  const { intents } = editing.nlu
  const [query, setQuery] = useState('')
  const shown = intents.filter((intent) => fits(intent, query))
  const [open, setOpen] = useState<OpenIntent | null>(null)
  const [first] = shown
  const begun = open ?? (first === undefined ? null : openIntent(null, first.name, 'first'))
  const current = begun === null ? null : followIntent(begun, intents)
  if (current !== open) setOpen(current)
  const show = (name: string, how: OpenIntent['how']) => setOpen(openIntent(current, name, how))
  return (
    <div className={styles.split}>
      <div className={styles.section}>
        <h2>{words.intents}</h2>
        <TextField label={words.search} type="search" value={query} onChange={setQuery} />
        {shown.length === 0 && intents.length > 0 ? <p>{words.nothing}</p> : null}
        <ul className={styles.list}>
          {shown.map(({ name, examples }) => (
            <li key={name}>
              <button
                type="button"
                className={styles.item}
                aria-current={name === current?.name}
                onClick={() => show(name, 'chosen')}
              >
                {name}
                <span className={styles.hint}>{words.count(examples.length)}</span>
              </button>
            </li>
          ))}
        </ul>
        {readOnly ? null : <AddIntent editing={editing} onAdded={(name) => show(name, 'added')} />}
      </div>
      {current?.last != null ? (
        <IntentEditor
          key={current.id}
          {...props}
          intent={intents.find(({ name }) => name === current.name) ?? { ...current.last, examples: [] }}
          how={current.how}
          query={query}
          onRemoved={() => setOpen(null)}
        />
      ) : (
        <NothingOpen {...editing.nlu} />
      )}
    </div>
  )
}

function NothingOpen({ intents, broken }: Pick<ShownNlu, 'intents' | 'broken'>) {
  const words = useWords()
  if (intents.length > 0) return <Empty title={words.intents}>{words.choose}</Empty>
  // What cannot be read may hold some.
  if (broken.length > 0) return <Empty title={words.unreadable}>{words.unreadableText}</Empty>
  return <Empty title={words.none}>{words.noneText}</Empty>
}

function fits({ name, examples }: ShownIntent, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  return name.toLowerCase().includes(wanted) || examples.some(({ source }) => source.toLowerCase().includes(wanted))
}

function AddIntent({ editing, onAdded }: { readonly editing: NluEditing; readonly onAdded: (name: string) => void }) {
  const words = useWords()
  const [name, setName] = useState('')
  const isTaken = editing.nlu.intents.some((each) => each.name === name)
  const isBad = name !== '' && !isIntentName(name)
  return (
    <form
      className={styles.section}
      onSubmit={(event) => {
        event.preventDefault()
        if (name === '' || isBad || isTaken) return
        if (!editing.edit((files) => addExamples(files, name, []))) {
          toast(words.unchanged, 'warn')
          return
        }
        onAdded(name)
        setName('')
      }}
    >
      <TextField
        label={words.newName}
        value={name}
        onChange={(next) => setName(typedName(next))}
        hint={words.nameHint}
        error={isBad ? words.badName : isTaken ? words.taken : undefined}
      />
      <Button type="submit" isDisabled={name === '' || isBad || isTaken}>
        {words.add}
      </Button>
    </form>
  )
}
