import { MoveRight, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { IconButton, Menu, toast } from '../ui/index.ts'
import { EntityMark } from './entity-mark.tsx'
import { type Draft, ExampleField } from './example-field.tsx'
import { type ExampleRow, followRows, noRows } from './example-rows.ts'
import { longestExample, markEntity, plainExample } from './marks.ts'
import { addExamples, changeExample, moveExample, type ShownIntent } from './nlu-document.ts'
import { useNluProblems } from './nlu-problems.tsx'
import styles from './understanding.module.css'
import type { NluEditing } from './use-nlu.ts'
import { useWords } from './words.ts'

/** More are found by searching. */
const mostShown = 300
/** A menu is no list of hundreds. */
const mostTargets = 60

interface Selected {
  readonly id: number
  readonly start: number
  readonly end: number
}

type Drafts = ReadonlyMap<number, Draft>

/**
 * The examples of an intent, each a field; words that are selected in one can be marked. What somebody is typing stays whatever others do
 * meanwhile, and never takes the place of what they wrote.
 */
export function ExampleList(props: {
  readonly intent: ShownIntent
  readonly editing: NluEditing
  readonly query: string
  readonly readOnly: boolean
}) {
  const words = useWords()
  const { intent, editing, readOnly } = props
  const selected = useRef<Selected | null>(null)
  const fields = useRef(new Map<number, HTMLInputElement>())
  const [drafts, setDrafts] = useState<Drafts>(new Map())
  const [known, setKnown] = useState(noRows)
  const present = followRows(known, intent.examples, new Set(drafts.keys()))
  if (present !== known) setKnown(present)
  const rows = shownRows(present.rows, drafts, props.query)
  const others = editing.nlu.intents.filter(({ name }) => name !== intent.name).slice(0, mostTargets)
  const problems = useNluProblems()

  const draft = (id: number, next: Draft | null): void =>
    setDrafts((before) => {
      const others = [...before].filter(([each]) => each !== id)
      return new Map(next === null ? others : [...others, [id, next]])
    })

  function edit(change: Parameters<NluEditing['edit']>[0]): void {
    if (!editing.edit(change)) toast(words.unchanged, 'warn')
  }

  function remove({ id, example }: ExampleRow): void {
    const at = rows.findIndex((row) => row.id === id)
    // The field that stands there then, so that the keyboard goes on from there.
    const next = rows[at + 1] ?? rows[at - 1]
    edit((files) => changeExample(files, intent.name, example, null))
    draft(id, null)
    if (next !== undefined) fields.current.get(next.id)?.focus()
  }

  function commit({ id, example, isGone }: ExampleRow, { text, of }: Draft): void {
    const source = text.trim()
    const isAnother = isGone || of !== example.source
    draft(id, null)
    if (source === '' || (source === example.source && !isGone)) return
    if (!isAnother) edit((files) => changeExample(files, intent.name, example, source))
    else if (editing.edit((files) => addExamples(files, intent.name, [source]))) toast(words.beside, 'good')
  }

  function mark(entity: string): void {
    const { current } = selected
    const row = rows.find(({ id, isGone }) => id === current?.id && !isGone)
    const source =
      current === null || row === undefined ? null : markEntity(row.example.source, current.start, current.end, entity)
    if (source === null || row === undefined) toast(words.noMark, 'warn')
    else if (plainExample(source).length > longestExample) toast(words.tooLong(longestExample), 'warn')
    else edit((files) => changeExample(files, intent.name, row.example, source))
    selected.current = null
  }

  return (
    <>
      {readOnly || intent.examples.length === 0 ? null : <EntityMark entities={editing.nlu.entities} onMark={mark} />}
      <ol className={styles.examples}>
        {rows.map((row, place) => (
          <li key={row.id}>
            <div className={styles.example}>
              <ExampleField
                label={words.example(place + 1)}
                row={row}
                draft={drafts.get(row.id) ?? null}
                problems={problems.filter(({ place: { file, line } }) => isAt(row, file, line))}
                readOnly={readOnly}
                onField={(field) => {
                  if (field === null) fields.current.delete(row.id)
                  else fields.current.set(row.id, field)
                }}
                onSelect={(start, end) => {
                  selected.current = { id: row.id, start, end }
                }}
                onDraft={(next) => draft(row.id, next)}
                onCommit={(written) => commit(row, written)}
              />
              {readOnly || others.length === 0 || row.isGone ? null : (
                <Menu
                  label={words.moveTo}
                  trigger={
                    <IconButton name={words.moveTo}>
                      <MoveRight size={16} aria-hidden />
                    </IconButton>
                  }
                  entries={others.map(({ name }) => ({
                    id: name,
                    label: name,
                    onSelect: () => edit((files) => moveExample(files, intent.name, row.example, name)),
                  }))}
                />
              )}
              {readOnly || row.isGone ? null : (
                <IconButton name={words.removeExample} onPress={() => remove(row)}>
                  <Trash2 size={16} aria-hidden />
                </IconButton>
              )}
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}

function shownRows(rows: readonly ExampleRow[], drafts: Drafts, search: string): readonly ExampleRow[] {
  const query = search.trim().toLowerCase()
  const there = rows.filter(({ id, isGone }) => !isGone || drafts.has(id))
  const found = there.filter(({ id, example }) => drafts.has(id) || example.source.toLowerCase().includes(query))
  // A search that only the name of the intent fits hides none of its examples.
  return (found.length === 0 ? there : found).slice(0, mostShown)
}

const isAt = ({ example, isGone }: ExampleRow, file: string | undefined, line: number | undefined): boolean =>
  !isGone && example.path === file && example.line === line
