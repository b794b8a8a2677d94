import type { JSX, RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Message } from '../../protocol.ts'
import { newId } from '../element-id.ts'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { fieldKindOf } from './field-kind.ts'

/** Which may stand together depends on the type, and that is only known when it is shown. */
type Attributes = { readonly [name: string]: unknown }

type Field = HTMLInputElement | HTMLTextAreaElement

interface Properties {
  readonly question: Message | null
  /** Whoever moves the focus to the field finds it here. */
  readonly field: RefObject<Field | null>
}

/** The longest text that the server takes. */
const maxLength = 4096

/** The field for free text, fitted to what the question wants. Enter sends; with Shift it is a new line. */
export function Composer({ question, field }: Properties): JSX.Element {
  const surroundings = useSurroundings()
  const { say, words, complain } = surroundings
  const [id] = useState(() => newId('answer'))
  const [text, setText] = useState('')
  const kind = fieldKindOf(question?.input, surroundings)
  const type = useTyping()
  useKeptFocus(field, kind.type)
  useGrowth(field, text)

  function send(event: Event): void {
    event.preventDefault()
    const said = text.trim()
    if (said === '') {
      field.current?.focus()
      return
    }
    setText('')
    type(false)
    say({ text: said }, said)
  }
  const shared = {
    id,
    value: text,
    maxLength,
    inputMode: kind.inputMode,
    autocomplete: kind.autocomplete,
    placeholder: kind.placeholder,
    enterkeyhint: 'send',
    dir: 'auto',
    'aria-describedby': `${id}-hint`,
    onInput: (event: { readonly currentTarget: Field }) => {
      setText(event.currentTarget.value)
      type(event.currentTarget.value !== '')
      complain('')
    },
  } as const
  return (
    <form class="compose" noValidate onSubmit={send}>
      <label class="hidden" for={id}>
        {words.answer}
      </label>
      <div class="entry">
        {kind.type === 'lines' ? (
          <textarea
            {...shared}
            ref={field as RefObject<HTMLTextAreaElement | null>}
            rows={1}
            onKeyDown={(event) => {
              // While a word is being put together, Enter takes it.
              if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event)
            }}
          />
        ) : (
          <input
            {...({ ...shared, type: kind.type } as Attributes)}
            ref={field as RefObject<HTMLInputElement | null>}
          />
        )}
        <button type="submit" class="send" aria-label={words.send} title={words.send} data-empty={text.trim() === ''}>
          <Icon name="send" />
        </button>
      </div>
      <p class="hint" id={`${id}-hint`}>
        {kind.hint}
      </p>
    </form>
  )
}

/** A field of another kind takes the place of this one, and its focus. */
function useKeptFocus(field: RefObject<Field | null>, type: string): void {
  const had = useRef(false)
  had.current = field.current?.matches(':focus') ?? false
  // Only when the field is another.
  useLayoutEffect(() => {
    if (had.current && !field.current?.matches(':focus')) field.current?.focus()
  }, [type === 'lines'])
}

/** A field of lines is as high as what is in it, as far as the style sheet lets it. */
function useGrowth(field: RefObject<Field | null>, text: string): void {
  useLayoutEffect(() => {
    const element = field.current
    if (element === null || element.tagName !== 'TEXTAREA' || CSS.supports('field-sizing', 'content')) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [field, text])
}

/** Silence for so long means that nobody types any more. */
const typingMs = 4000

function useTyping(): (on: boolean) => void {
  const { chat } = useSurroundings()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const typing = useRef(false)
  const tell = (on: boolean): void => {
    clearTimeout(timer.current)
    if (on) timer.current = setTimeout(() => tell(false), typingMs)
    if (typing.current === on) return
    typing.current = on
    chat.typing(on)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return tell
}
