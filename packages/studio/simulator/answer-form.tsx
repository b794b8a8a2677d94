import type { Choice, Content, FormField, InputHint, Said, Values } from '@parley/flow'
import { type ReactNode, useId, useState } from 'react'
import { Button, Checkbox, TextField } from '../ui/index.ts'
import { parseValues } from './outputs.ts'
import styles from './simulator.module.css'
import { boundsOf, type Filled, nativeType, placeOf, sayFile, sayForm, uploadOf } from './typed-input.ts'
import { useWords } from './words.ts'

type Say = (said: Said) => void

/** The control that fits the question; typing is always possible besides. */
export function AnswerForm({ content, onSay }: { readonly content: Content; readonly onSay: Say }) {
  if (content.kind === 'form') return <WholeForm content={content} onSay={onSay} />
  if (content.kind === 'choices' && content.multiple !== undefined)
    return <Several choices={content.choices} onSay={onSay} />
  if (content.kind === 'choices' || content.kind === 'carousel')
    return <Choices choices={content.choices} onSay={onSay} isQuestion={content.input !== undefined} />
  const input = 'input' in content ? content.input : undefined
  return input === undefined ? null : <Control input={input} onSay={onSay} />
}

function Choices({
  choices,
  onSay,
  isQuestion,
}: {
  readonly choices: readonly Choice[]
  readonly onSay: Say
  readonly isQuestion: boolean
}) {
  return (
    <div className={styles.choices}>
      {choices.map((choice) =>
        !isQuestion && choice.url !== undefined ? (
          <a key={choice.id} href={choice.url} target="_blank" rel="noreferrer">
            {choice.label}
          </a>
        ) : (
          <Button key={choice.id} onPress={() => onSay({ kind: 'choice', choice: choice.id })}>
            {choice.image === undefined ? null : <img src={choice.image} alt="" className={styles.thumb} />}
            {choice.label}
            {choice.description === undefined ? null : <small>{choice.description}</small>}
          </Button>
        ),
      )}
    </div>
  )
}

function Several({ choices, onSay }: { readonly choices: readonly Choice[]; readonly onSay: Say }) {
  const words = useWords()
  const [picked, setPicked] = useState<readonly string[]>([])
  return (
    <div className={styles.form}>
      <Ticks choices={choices} picked={picked} onPick={setPicked} />
      <Button kind="primary" onPress={() => onSay({ kind: 'choices', choices: picked })}>
        {words.choose}
      </Button>
    </div>
  )
}

function Ticks(props: {
  readonly choices: readonly Choice[]
  readonly picked: readonly string[]
  readonly onPick: (picked: readonly string[]) => void
}) {
  const { choices, picked, onPick } = props
  return choices.map(({ id, label }) => (
    <Checkbox
      key={id}
      label={label}
      checked={picked.includes(id)}
      onChange={(isPicked) => onPick(isPicked ? [...picked, id] : picked.filter((each) => each !== id))}
    />
  ))
}

function Control({ input, onSay }: { readonly input: InputHint; readonly onSay: Say }) {
  const words = useWords()
  switch (input.type) {
    case 'rating':
      return (
        <div className={styles.choices}>
          {Array.from({ length: input.max }, (_, index) => String(index + 1)).map((number) => (
            <Button key={number} onPress={() => onSay({ kind: 'text', text: number })}>
              {number}
            </Button>
          ))}
        </div>
      )
    case 'date':
    case 'time':
    case 'date-time':
    case 'slider':
    case 'number':
      return <Native input={input} onSay={onSay} />
    case 'file':
      return (
        <div className={styles.choices}>
          <FileField label={words.pickFile} input={input} onFile={(file) => onSay(sayFile(uploadOf(file)))} />
          {input.cancel === undefined ? null : (
            <Button onPress={() => onSay({ kind: 'choice', choice: 'cancel' })}>{input.cancel}</Button>
          )}
        </div>
      )
    case 'location':
      return <Place onSay={onSay} />
    case 'web-view':
      return <PageAnswer onSay={onSay} />
    default:
      return null
  }
}

type NativeHint = Extract<InputHint, { type: 'date' | 'time' | 'date-time' | 'number' | 'slider' }>

/** A field of the browser, sent with its button. */
function Native({ input, onSay }: { readonly input: NativeHint; readonly onSay: Say }) {
  const words = useWords()
  const bounds = boundsOf(input)
  const [value, setValue] = useState(input.type === 'slider' ? String(input.min) : '')
  return (
    <form
      className={styles.row}
      onSubmit={(event) => {
        event.preventDefault()
        if (value !== '') onSay({ kind: 'text', text: value.replace('T', ' ') })
      }}
    >
      <input
        className={styles.native}
        type={nativeType(input)}
        {...bounds}
        value={value}
        aria-label={words.kinds[input.type]}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      {input.type === 'slider' ? <output>{`${value} ${input.unit ?? ''}`}</output> : null}
      <Button type="submit" aria-label={words.sendKind(words.kinds[input.type])}>
        {words.send}
      </Button>
    </form>
  )
}

function FileField(props: {
  readonly label: ReactNode
  readonly input: InputHint
  readonly onFile: (file: File) => void
}) {
  const id = useId()
  const accept = props.input.type === 'file' ? (props.input.accept ?? []).join(',') : ''
  return (
    <label htmlFor={id} className={styles.file}>
      <span>{props.label}</span>
      <input
        id={id}
        type="file"
        accept={accept}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          if (file !== undefined) props.onFile(file)
        }}
      />
    </label>
  )
}

function Place({ onSay }: { readonly onSay: Say }) {
  const words = useWords()
  const [text, setText] = useState('')
  return (
    <div className={styles.row}>
      <TextField label={words.address} quiet placeholder="51.5, -0.12" value={text} onChange={setText} />
      <Button isDisabled={text.trim() === ''} onPress={() => onSay({ kind: 'form', form: placeOf(text) as Values })}>
        {words.share}
      </Button>
    </div>
  )
}

function PageAnswer({ onSay }: { readonly onSay: Say }) {
  const words = useWords()
  const [text, setText] = useState('{}')
  const values = parseValues(text)
  return (
    <div className={styles.form}>
      <TextField
        label={words.pageAnswers}
        area
        value={text}
        onChange={setText}
        error={values === null ? words.notJson : undefined}
      />
      <Button isDisabled={values === null} onPress={() => onSay({ kind: 'form', form: values ?? {} })}>
        {words.send}
      </Button>
    </div>
  )
}

function WholeForm({ content, onSay }: { readonly content: Extract<Content, { kind: 'form' }>; readonly onSay: Say }) {
  const words = useWords()
  const [filled, setFilled] = useState<Filled>(() => knownIn(content))
  const put = (name: string, value: Filled[string]) => setFilled((before) => ({ ...before, [name]: value }))
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        onSay(sayForm(content.fields, filled))
      }}
    >
      {content.fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={filled[field.name]}
          error={content.errors?.[field.name]}
          onChange={(value) => put(field.name, value)}
        />
      ))}
      <Button kind="primary" type="submit">
        {content.submit ?? words.send}
      </Button>
    </form>
  )
}

function knownIn({ fields, values = {} }: Extract<Content, { kind: 'form' }>): Filled {
  const known: { [name: string]: string | readonly string[] } = {}
  for (const { name } of fields) {
    const value = values[name]
    if (Array.isArray(value)) known[name] = value.map(String)
    else if (value !== undefined && value !== null && typeof value !== 'object') known[name] = String(value)
  }
  return known
}

function Field(props: {
  readonly field: FormField
  readonly value: Filled[string] | undefined
  readonly error: string | undefined
  readonly onChange: (value: Filled[string]) => void
}) {
  const words = useWords()
  const id = useId()
  const { field, value, error, onChange } = props
  const { input, label, required, choices = [] } = field
  const caption = `${label}${required ? '' : ` (${words.optional})`}`
  const text = typeof value === 'string' ? value : ''
  const wrong = error === undefined ? null : <span className={styles.wrong}>{error}</span>
  if (input.type === 'choices')
    return (
      <fieldset className={styles.fieldset}>
        <legend>{caption}</legend>
        <Ticks choices={choices} picked={Array.isArray(value) ? value : []} onPick={onChange} />
        {wrong}
      </fieldset>
    )
  if (input.type === 'file')
    return (
      <div>
        <FileField label={caption} input={input} onFile={(file) => onChange(uploadOf(file))} />
        {wrong}
      </div>
    )
  return (
    <label htmlFor={id} className={styles.field}>
      <span>{caption}</span>
      {input.type === 'choice' ? (
        <select
          id={id}
          className={styles.native}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          <option value="">{words.option}</option>
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          className={styles.native}
          type={nativeType(input)}
          {...boundsOf(input)}
          placeholder={field.placeholder ?? ''}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {wrong}
    </label>
  )
}
