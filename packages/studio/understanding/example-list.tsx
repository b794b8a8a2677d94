import { MoveRight, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { IconButton, Menu, toast } from '../ui/index.ts'
import { EntityMark } from './entity-mark.tsx'
import {
  changeExample,
  longestExample,
  markEntity,
  moveExample,
  plainExample,
  type ShownExample,
  type ShownIntent,
} from './nlu-document.ts'
import styles from './understanding.module.css'
import type { NluEditing } from './use-nlu.ts'
import { useWords } from './words.ts'

/** More are found by searching. */
const mostShown = 300
/** A menu is no list of hundreds. */
const mostTargets = 60

interface Selected {
  readonly example: ShownExample
  readonly start: number
  readonly end: number
}

/** The examples of an intent, each a field; words that are selected in one can be marked. */
export function ExampleList(props: {
  readonly intent: ShownIntent
  readonly editing: NluEditing
  readonly query: string
  readonly readOnly: boolean
}) {
  const words = useWords()
  const { intent, editing, readOnly } = props
  const selected = useRef<Selected | null>(null)
  const query = props.query.trim().toLowerCase()
  const found = intent.examples.filter(({ source }) => query === '' || source.toLowerCase().includes(query))
  // A search that only the name of the intent fits hides none of its examples.
  const shown = (found.length === 0 ? intent.examples : found).slice(0, mostShown)
  const others = editing.nlu.intents.filter(({ name }) => name !== intent.name).slice(0, mostTargets)

  function mark(entity: string): void {
    const { current } = selected
    const source = current === null ? null : markEntity(current.example.source, current.start, current.end, entity)
    if (current === null || source === null) toast(words.noMark, 'warn')
    else editing.edit((files) => changeExample(files, intent.name, current.example, source))
    selected.current = null
  }

  return (
    <>
      {readOnly || intent.examples.length === 0 ? null : <EntityMark entities={editing.nlu.entities} onMark={mark} />}
      <ol className={styles.examples}>
        {shown.map((example, place) => (
          <li key={`${example.path} ${example.at}`} className={styles.example}>
            <ExampleField
              label={words.example(place + 1)}
              example={example}
              readOnly={readOnly}
              onSelect={(start, end) => {
                selected.current = { example, start, end }
              }}
              onCommit={(source) => editing.edit((files) => changeExample(files, intent.name, example, source))}
            />
            {readOnly || others.length === 0 ? null : (
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
                  onSelect: () => editing.edit((files) => moveExample(files, intent.name, example, name)),
                }))}
              />
            )}
            {readOnly ? null : (
              <IconButton
                name={words.removeExample}
                onPress={() => editing.edit((files) => changeExample(files, intent.name, example, null))}
              >
                <Trash2 size={16} aria-hidden />
              </IconButton>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

/** A field that takes over when it is left; what others make of the example meanwhile is shown. */
function ExampleField(props: {
  readonly label: string
  readonly example: ShownExample
  readonly readOnly: boolean
  readonly onSelect: (start: number, end: number) => void
  readonly onCommit: (source: string) => void
}) {
  const words = useWords()
  const { source } = props.example
  const [text, setText] = useState(source)
  useEffect(() => setText(source), [source])
  function commit(): void {
    if (text.trim() === source) return
    if (plainExample(text).length > longestExample) toast(words.tooLong(longestExample), 'warn')
    else props.onCommit(text.trim() === '' ? source : text.trim())
    if (text.trim() === '') setText(source)
  }
  return (
    <input
      aria-label={props.label}
      value={text}
      readOnly={props.readOnly}
      onChange={({ target }) => setText(target.value)}
      onBlur={commit}
      onSelect={({ currentTarget: { selectionStart, selectionEnd } }) =>
        props.onSelect(selectionStart ?? 0, selectionEnd ?? 0)
      }
      onKeyDown={({ key, currentTarget, nativeEvent }) => {
        if (key === 'Enter' && !nativeEvent.isComposing) commit()
        if (key === 'Escape') setText(source)
        if (key === 'Escape') currentTarget.setSelectionRange(0, 0)
      }}
    />
  )
}
