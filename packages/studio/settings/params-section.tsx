import { Plus, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { type EnvironmentName, environmentNames } from '../api.ts'
import type { Json } from '../source/json.ts'
import { Button, IconButton, Select, TextField } from '../ui/index.ts'
import { Section } from './section.tsx'
import { InCode, JsonSetting, TextSetting } from './setting-fields.tsx'
import styles from './settings.module.css'
import { isMembers, type Setting, useSetting, useSettings } from './settings-context.ts'
import { brazeSandbox } from './solution-file.ts'
import { useSettingWords } from './words.ts'

type ParamType = 'text' | 'number' | 'boolean' | 'json'

function typeOf(value: Json | undefined): ParamType {
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  return typeof value === 'string' || value === undefined ? 'text' : 'json'
}

const fresh: { readonly [type in ParamType]: Json } = { text: '', number: 0, boolean: false, json: {} }

/** Every parameter with its value in sandbox beside that in prod. */
export function ParamsSection() {
  const { params: words, names } = useSettingWords()
  const { settings, inCode } = useSettings()
  const params = isMembers(settings.params) ? settings.params : {}
  const known = environmentNames.flatMap((environment) => {
    const values = params[environment]
    return [
      ...(isMembers(values) ? Object.keys(values) : []),
      ...inCode.flatMap((path) => new RegExp(`^params\\.${environment}\\.([^.]+)`).exec(path)?.[1] ?? []),
    ]
  })
  return (
    <Section id="params" title={names.params} hint={words.hint}>
      {[...new Set(known)].map((name) => (
        <Param key={name} name={name} />
      ))}
      <NewParam />
    </Section>
  )
}

function Param({ name }: { readonly name: string }) {
  const all = useSettingWords()
  const sandbox = useSetting('params', 'sandbox', name)
  const prod = useSetting('params', 'prod', name)
  async function remove(): Promise<void> {
    if (sandbox.value !== undefined) await sandbox.save(undefined)
    if (prod.value !== undefined) await prod.save(undefined)
  }
  return (
    <fieldset className={styles.fieldset}>
      <legend>
        <code>{name}</code>
      </legend>
      <div className={styles.pair}>
        <Value environment="sandbox" name={name} setting={sandbox} like={prod.value} />
        <Value environment="prod" name={name} setting={prod} like={sandbox.value} />
      </div>
      <div className={styles.row}>
        <IconButton
          name={all.remove(name)}
          onPress={() => void remove()}
          isDisabled={sandbox.disabled || prod.disabled}
        >
          <X size={16} aria-hidden />
        </IconButton>
      </div>
    </fieldset>
  )
}

function Value(props: {
  readonly environment: EnvironmentName
  readonly name: string
  readonly setting: Setting
  /** What it is in the other environment: the same type is meant here. */
  readonly like: Json | undefined
}) {
  const { params: words, notSet } = useSettingWords()
  const { environment, name, setting, like } = props
  if (setting.inCode !== null) return <InCode setting={setting} />
  const type = typeOf(setting.value ?? like)
  if (name === 'braze_url' && environment === 'sandbox')
    return (
      <div className={styles.form}>
        <Select
          label={environment}
          value={setting.value === brazeSandbox ? brazeSandbox : 'address'}
          options={[
            { value: brazeSandbox, label: words.brazeSandbox },
            { value: 'address', label: 'https://…' },
          ]}
          onChange={(next) => void setting.save(next === brazeSandbox ? brazeSandbox : 'https://rest.iad-01.braze.com')}
          disabled={setting.disabled}
          error={setting.error}
        />
        {setting.value === brazeSandbox ? null : <TextSetting setting={setting} label="URL" />}
      </div>
    )
  if (type === 'boolean')
    return (
      <Select
        label={environment}
        value={setting.value === undefined ? 'absent' : String(setting.value)}
        options={[
          { value: 'true', label: words.yes },
          { value: 'false', label: words.no },
          { value: 'absent', label: notSet },
        ]}
        onChange={(next) => void setting.save(next === 'absent' ? undefined : next === 'true')}
        disabled={setting.disabled}
        error={setting.error}
      />
    )
  if (type === 'number') return <NumberValue setting={setting} label={environment} />
  if (type === 'json') return <JsonSetting setting={setting} label={environment} />
  return (
    <TextSetting
      setting={setting}
      label={environment}
      {...(setting.value === undefined ? { hint: words.absent } : {})}
    />
  )
}

function NumberValue({ setting, label }: { readonly setting: Setting; readonly label: string }) {
  const { params: words } = useSettingWords()
  const [wrong, setWrong] = useState(false)
  const shown: Setting = {
    ...setting,
    error: wrong ? words.badNumber : setting.error,
    async save(text) {
      const number = text === undefined ? undefined : Number(text)
      setWrong(number !== undefined && !Number.isFinite(number))
      return number !== undefined && !Number.isFinite(number) ? false : setting.save(number)
    },
  }
  return <TextSetting setting={shown} label={label} />
}

/** A parameter that both environments have from now on. */
function NewParam() {
  const { params: words, add } = useSettingWords()
  const whole = useSetting('params')
  const { mayEdit } = useSettings()
  const sandbox = useSetting('params', 'sandbox')
  const prod = useSetting('params', 'prod')
  const [name, setName] = useState('')
  const [type, setType] = useState<ParamType>('text')
  async function make(event: FormEvent): Promise<void> {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted === '') return
    for (const setting of [sandbox, prod]) {
      const values = isMembers(setting.value) ? setting.value : {}
      if (values[wanted] === undefined && !(await setting.save({ ...values, [wanted]: fresh[type] }))) return
    }
    setName('')
  }
  const types = (['text', 'number', 'boolean', 'json'] as const).map((value) => ({ value, label: words.types[value] }))
  return (
    <form className={styles.adding} onSubmit={(event) => void make(event)}>
      <TextField
        label={words.newName}
        value={name}
        onChange={setName}
        disabled={!mayEdit}
        error={sandbox.error ?? prod.error ?? whole.error}
      />
      <Select label={words.type} value={type} options={types} onChange={setType} disabled={!mayEdit} />
      <Button type="submit" isDisabled={!mayEdit || name.trim() === ''}>
        <Plus size={16} aria-hidden /> {add}
      </Button>
    </form>
  )
}
