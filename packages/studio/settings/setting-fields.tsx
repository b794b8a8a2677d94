import { Plus, X } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { Json } from '../source/json.ts'
import { Button, Checkbox, IconButton, Notice, Select, TextField } from '../ui/index.ts'
import styles from './settings.module.css'
import { isMembers, listOf, type Setting, textOf, useSettings } from './settings-context.ts'
import { useSettingWords } from './words.ts'

interface FieldProps {
  readonly setting: Setting
  readonly label: string
  readonly hint?: ReactNode
}

/** Says that a setting is written in code, and where to change it. */
export function InCode({ setting }: { readonly setting: Setting }) {
  const words = useSettingWords()
  const { solution } = useSettings()
  if (setting.inCode === null) return null
  return (
    <Notice>
      {words.inCode(setting.inCode)} <Link to={`/s/${solution}/actions`}>{words.openFile}</Link>
    </Notice>
  )
}

interface Written {
  readonly text: string
  /** What the setting was when the writing began; absent: it is known what it is. */
  readonly seen?: { readonly value: Json | undefined } | undefined
}

/** A text that is kept when one leaves the field; empty takes it out, unless it is `required`. */
export function TextSetting(props: FieldProps & { readonly area?: boolean; readonly required?: boolean }) {
  const { setting, label, hint, area, required } = props
  const kept = textOf(setting.value)
  // Only while it is being written: what others write shows otherwise.
  const [written, setWritten] = useState<Written | null>(null)
  async function keep(): Promise<void> {
    if (written === null) return
    const text = area === true ? written.text : written.text.trim()
    if (text === kept || (text === '' && required === true)) return setWritten(null)
    if (await setting.save(text === '' ? undefined : text, written.seen)) setWritten(null)
    // Refused: who leaves the field once more has seen what it is now.
    else setWritten({ text: written.text })
  }
  const write = (text: string): void =>
    setWritten((before) => ({ text, seen: before === null ? { value: setting.value } : before.seen }))
  return (
    <div data-field={setting.name}>
      <TextField
        label={label}
        value={written?.text ?? kept}
        onChange={write}
        onBlur={() => void keep()}
        disabled={setting.disabled}
        error={setting.error}
        area={area === true}
        {...(hint === undefined ? {} : { hint })}
      />
      <InCode setting={setting} />
    </div>
  )
}

/** JSON, checked before it is sent. */
export function JsonSetting({ setting, label, hint }: FieldProps) {
  const { params: words } = useSettingWords()
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const shown: Setting = {
    ...setting,
    value: setting.value === undefined ? '' : JSON.stringify(setting.value, null, 2),
    error: wrong ?? setting.error,
    async save(text, seen) {
      const before = seen === undefined ? undefined : { value: readJson(textOf(seen.value)) }
      if (text === undefined) return setting.save(undefined, before)
      const value = readJson(String(text))
      setWrong(value === undefined ? words.badJson : undefined)
      return value === undefined ? false : setting.save(value, before)
    },
  }
  return <TextSetting setting={shown} label={label} hint={hint} area />
}

function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** One of several; the first option takes the setting out when there is a word for that. */
export function SelectSetting<Value extends string>(
  props: FieldProps & {
    readonly options: { readonly [value in Value]: string }
    /** What it is called when nothing is said. */
    readonly absent?: string
  },
) {
  const { setting, label, hint, options, absent } = props
  const entries = (Object.keys(options) as Value[]).map((value) => ({ value: value as string, label: options[value] }))
  const all = absent === undefined ? entries : [{ value: '', label: absent }, ...entries]
  const value = typeof setting.value === 'string' ? setting.value : absent === undefined ? null : ''
  return (
    <>
      <Select
        label={label}
        value={value}
        options={all}
        onChange={(next) => void setting.save(next === '' ? undefined : next)}
        disabled={setting.disabled}
        error={setting.error}
        {...(hint === undefined ? {} : { hint })}
      />
      <InCode setting={setting} />
    </>
  )
}

/** Yes or no; `no` takes it out unless the setting says otherwise. */
export function CheckSetting({ setting, label }: FieldProps) {
  return (
    <>
      <Checkbox
        label={label}
        checked={setting.value === true}
        onChange={(on) => void setting.save(on ? true : undefined)}
        disabled={setting.disabled}
      />
      <InCode setting={setting} />
    </>
  )
}

/** Texts one below the other. An empty list is taken out with `dropEmpty`, where one of none is wrong. */
export function ListSetting(
  props: FieldProps & { readonly empty: string; readonly item: string; readonly dropEmpty?: boolean },
) {
  const words = useSettingWords()
  const { setting, label, hint, empty, item, dropEmpty } = props
  const [written, setWritten] = useState('')
  const items = listOf(setting.value)
  const save = (next: readonly string[]) => setting.save(next.length === 0 && dropEmpty === true ? undefined : next)
  async function add(event: FormEvent): Promise<void> {
    event.preventDefault()
    const text = written.trim()
    if (text === '' || items.includes(text)) return setWritten('')
    if (await save([...items, text])) setWritten('')
  }
  return (
    <fieldset className={styles.fieldset}>
      <legend>{label}</legend>
      {hint === undefined ? null : <p className={styles.hint}>{hint}</p>}
      {items.length === 0 ? <p className={styles.hint}>{empty}</p> : null}
      <ul className={styles.items}>
        {items.map((each) => (
          <li key={each}>
            <code>{each}</code>
            <IconButton
              name={words.remove(each)}
              onPress={() => void save(items.filter((other) => other !== each))}
              isDisabled={setting.disabled}
            >
              <X size={16} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <form className={styles.adding} onSubmit={(event) => void add(event)}>
        <TextField
          label={item}
          value={written}
          onChange={setWritten}
          disabled={setting.disabled}
          error={setting.error}
        />
        <Button type="submit" isDisabled={setting.disabled || written.trim() === ''}>
          <Plus size={16} aria-hidden /> {words.add}
        </Button>
      </form>
      <InCode setting={setting} />
    </fieldset>
  )
}

/** Names and what they stand for. `read` makes a value of what was typed, `print` the other way round. */
export function PairsSetting(
  props: FieldProps & {
    readonly name: string
    readonly value: string
    readonly empty: string
    readonly read?: (text: string) => Json
    readonly print?: (value: Json | undefined) => string
  },
) {
  const words = useSettingWords()
  const { setting, label, hint, empty, read = (text) => text, print = textOf } = props
  const [name, setName] = useState('')
  const [text, setText] = useState('')
  const members = isMembers(setting.value) ? setting.value : {}
  async function add(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (name.trim() === '' || text.trim() === '') return
    if (!(await setting.save({ ...members, [name.trim()]: read(text.trim()) }))) return
    setName('')
    setText('')
  }
  function remove(member: string): void {
    const { [member]: _gone, ...others } = members
    void setting.save(Object.keys(others).length === 0 ? undefined : others)
  }
  return (
    <fieldset className={styles.fieldset}>
      <legend>{label}</legend>
      {hint === undefined ? null : <p className={styles.hint}>{hint}</p>}
      {Object.keys(members).length === 0 ? <p className={styles.hint}>{empty}</p> : null}
      <ul className={styles.items}>
        {Object.entries(members).map(([member, value]) => (
          <li key={member}>
            <code>{member}</code> <span className={styles.grow}>{print(value)}</span>
            <IconButton name={words.remove(member)} onPress={() => remove(member)} isDisabled={setting.disabled}>
              <X size={16} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <form className={styles.adding} onSubmit={(event) => void add(event)}>
        <TextField label={props.name} value={name} onChange={setName} disabled={setting.disabled} />
        <TextField
          label={props.value}
          value={text}
          onChange={setText}
          disabled={setting.disabled}
          error={setting.error}
        />
        <Button type="submit" isDisabled={setting.disabled || name.trim() === '' || text.trim() === ''}>
          <Plus size={16} aria-hidden /> {words.add}
        </Button>
      </form>
      <InCode setting={setting} />
    </fieldset>
  )
}
