import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton, TextField, toast } from '../ui/index.ts'
import { changeItem, type ShownItem } from './entity-document.ts'
import { useEntityWords } from './entity-words.ts'
import styles from './understanding.module.css'
import type { NluEditing } from './use-nlu.ts'

/** More are found by searching. */
const mostShown = 200

/** Items of a list with other words for each, or synonyms. */
export function EntityItems(props: {
  readonly entity: string
  readonly items: readonly ShownItem[]
  readonly editing: NluEditing
  readonly readOnly: boolean
}) {
  const words = useEntityWords()
  const { entity, items, editing, readOnly } = props
  const [query, setQuery] = useState('')
  const wanted = query.trim().toLowerCase()
  const found = items.filter((item) => [item.value, ...item.words].some((word) => word.toLowerCase().includes(wanted)))

  function change(value: string | null, to: ShownItem | null): boolean {
    const isDone = editing.edit((files) => changeItem(files, entity, value, to))
    if (!isDone) toast(words.unchanged, 'warn')
    return isDone
  }

  return (
    <>
      {items.length < 10 ? null : <TextField label={words.search} type="search" value={query} onChange={setQuery} />}
      <ul className={styles.examples}>
        {found.slice(0, mostShown).map((item) => (
          <ItemRow key={item.value} item={item} readOnly={readOnly} onChange={(to) => change(item.value, to)} />
        ))}
      </ul>
      {found.length > mostShown ? <p>{words.more(found.length - mostShown)}</p> : null}
      {readOnly ? null : <NewItem onAdd={(item) => change(null, item)} />}
    </>
  )
}

function ItemRow(props: {
  readonly item: ShownItem
  readonly readOnly: boolean
  readonly onChange: (to: ShownItem | null) => boolean
}) {
  const words = useEntityWords()
  const { item, readOnly } = props
  const hasComma = item.words.some((word) => word.includes(','))
  return (
    <li className={styles.entityItem}>
      <Field
        label={words.item(item.value)}
        text={item.value}
        readOnly={readOnly}
        onCommit={(value) => value === '' || props.onChange({ ...item, value })}
      />
      <Field
        label={words.words(item.value)}
        text={item.words.join(', ')}
        readOnly={readOnly || hasComma}
        {...(hasComma ? { hint: words.comma } : {})}
        onCommit={(text) => props.onChange({ ...item, words: wordsIn(text) })}
      />
      {readOnly ? null : (
        <IconButton name={words.removeItem(item.value)} onPress={() => props.onChange(null)}>
          <Trash2 size={16} aria-hidden />
        </IconButton>
      )}
    </li>
  )
}

/** Takes over when it is left; while somebody types, what others do to it does not disturb. */
function Field(props: {
  readonly label: string
  readonly text: string
  readonly hint?: string
  readonly readOnly: boolean
  readonly onCommit: (text: string) => void
}) {
  const [draft, setDraft] = useState<string | null>(null)
  function commit(): void {
    if (draft !== null && draft.trim() !== props.text) props.onCommit(draft.trim())
    setDraft(null)
  }
  return (
    <input
      aria-label={props.label}
      title={props.hint}
      value={draft ?? props.text}
      readOnly={props.readOnly}
      onChange={({ target }) => setDraft(target.value)}
      onBlur={commit}
      onKeyDown={({ key, nativeEvent }) => {
        if (key === 'Enter' && !nativeEvent.isComposing) commit()
        if (key === 'Escape') setDraft(null)
      }}
    />
  )
}

function NewItem({ onAdd }: { readonly onAdd: (item: ShownItem) => boolean }) {
  const words = useEntityWords()
  const [value, setValue] = useState('')
  const [other, setOther] = useState('')
  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault()
        if (value.trim() === '' || !onAdd({ value: value.trim(), words: wordsIn(other) })) return
        setValue('')
        setOther('')
      }}
    >
      <TextField label={words.newItem} value={value} onChange={setValue} />
      <div className={styles.grow}>
        <TextField label={words.newWords} value={other} onChange={setOther} />
      </div>
      <Button type="submit" isDisabled={value.trim() === ''}>
        {words.addItem}
      </Button>
    </form>
  )
}

const wordsIn = (text: string): readonly string[] => [
  ...new Set(text.split(/[,、，]/).flatMap((word) => (word.trim() === '' ? [] : [word.trim()]))),
]
