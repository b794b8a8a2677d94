import { useState } from 'react'
import { Button, Empty, TextField } from '../ui/index.ts'
import { IntentEditor, isIntentName } from './intent-editor.tsx'
import { addExamples, type ShownIntent } from './nlu-document.ts'
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
  const [open, setOpen] = useState<string | null>(null)
  const [query, setQuery] = useState('')
  const shown = intents.filter((intent) => fits(intent, query))
  const current = intents.find(({ name }) => name === open) ?? shown[0]
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
                onClick={() => setOpen(name)}
              >
                {name}
                <span className={styles.hint}>{words.count(examples.length)}</span>
              </button>
            </li>
          ))}
        </ul>
        {readOnly ? null : <AddIntent editing={editing} onOpen={setOpen} />}
      </div>
      {current === undefined ? (
        <Empty title={intents.length === 0 ? words.none : words.intents}>
          {intents.length === 0 ? words.noneText : words.choose}
        </Empty>
      ) : (
        <IntentEditor key={current.name} {...props} intent={current} query={query} onOpen={setOpen} />
      )}
    </div>
  )
}

function fits({ name, examples }: ShownIntent, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  return name.toLowerCase().includes(wanted) || examples.some(({ source }) => source.toLowerCase().includes(wanted))
}

function AddIntent({ editing, onOpen }: { readonly editing: NluEditing; readonly onOpen: (name: string) => void }) {
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
        editing.edit((files) => addExamples(files, name, []))
        onOpen(name)
        setName('')
      }}
    >
      <TextField
        label={words.newName}
        value={name}
        onChange={(next) => setName(next.trim())}
        hint={words.nameHint}
        error={isBad ? words.badName : isTaken ? words.taken : undefined}
      />
      <Button type="submit" isDisabled={name === '' || isBad || isTaken}>
        {words.add}
      </Button>
    </form>
  )
}
