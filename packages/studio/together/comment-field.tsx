import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { defineWords } from '../app/words.ts'
import { Button } from '../ui/index.ts'
import kit from '../ui/ui.module.css'
import { longestComment } from './comment.ts'
import styles from './together.module.css'
import { useNames } from './use-comments.ts'

const useWords = defineWords({
  en: { mention: (name: string) => `Mention ${name}`, people: 'People' },
  ko: { mention: (name: string) => `${name} 언급`, people: '사람' },
})

/** A place to write: Ctrl+Enter sends, `@` offers names. `folded`: a button until somebody writes. */
export function CommentField(props: {
  readonly label: string
  readonly send: string
  readonly hint?: string
  readonly folded?: boolean
  readonly onSend: (text: string) => void
}) {
  const words = useWords()
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [isOpen, setOpen] = useState(props.folded !== true)
  const names = useNames()
  const typed = /(?:^|\s)@([^@\n]{0,30})$/.exec(text)?.[1]?.toLowerCase()
  const offered = typed === undefined ? [] : names.filter((name) => name.toLowerCase().startsWith(typed)).slice(0, 5)
  if (!isOpen)
    return (
      <Button kind="quiet" onPress={() => setOpen(true)}>
        {props.label}
      </Button>
    )
  const send = () => {
    if (text.trim() === '') return
    props.onSend(text)
    setText('')
    if (props.folded === true) setOpen(false)
  }
  const keyed = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
    if (event.key === 'Escape' && props.folded === true) setOpen(false)
    // The canvas has keys of its own.
    event.stopPropagation()
  }
  const mention = (name: string) => {
    setText(`${text.replace(/@[^@\n]{0,30}$/, '')}@${name} `)
    area.current?.focus()
  }
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={kit.label}>
        {props.label}
      </label>
      <textarea
        id={id}
        ref={area}
        className={kit.input}
        rows={2}
        maxLength={longestComment}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={keyed}
        // biome-ignore lint/a11y/noAutofocus: somebody has just asked to answer
        autoFocus={props.folded === true}
      />
      {offered.length === 0 ? null : (
        <ul className={styles.offered} aria-label={words.people}>
          {offered.map((name) => (
            <li key={name}>
              <Button kind="quiet" aria-label={words.mention(name)} onPress={() => mention(name)}>
                @{name}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.threadTools}>
        <span className={styles.quiet}>{props.hint}</span>
        <Button onPress={send} isDisabled={text.trim() === ''}>
          {props.send}
        </Button>
      </div>
    </div>
  )
}
