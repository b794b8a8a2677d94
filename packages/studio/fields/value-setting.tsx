import { useState } from 'react'
import { defineWords } from '../app/words.ts'
import { Select, TextField } from '../ui/index.ts'
import { FieldProblems } from './field-problems.tsx'
import styles from './fields.module.css'
import { errorOf, FieldBox, useField } from './form.tsx'
import { type Plain, readPlain, writePlain } from './plain-value.ts'
import type { ScopeName } from './scope.ts'
import { LogicSetting, type SettingProps } from './settings.tsx'
import { useScope } from './use-scope.ts'

const useWords = defineWords({
  en: {
    kind: 'Kind of value',
    kinds: {
      name: 'Variable',
      text: 'Text',
      number: 'Number',
      boolean: 'Yes or no',
      nothing: 'Nothing',
      formula: 'Formula',
    },
    yes: 'Yes',
    no: 'No',
    pick: 'Choose',
  },
  ko: {
    kind: '값의 종류',
    kinds: {
      name: '변수',
      text: '텍스트',
      number: '숫자',
      boolean: '예/아니요',
      nothing: '없음',
      formula: '수식',
    },
    yes: '예',
    no: '아니요',
    pick: '고르세요',
  },
})

type Mode = Plain['kind'] | 'formula'

const fresh: { readonly [mode in Mode]: string } = {
  name: '',
  text: "''",
  number: '0',
  boolean: 'true',
  nothing: 'null',
  formula: '',
}

/** A value that is written as CEL: a variable, a text, a number, or for those who know, a formula. */
export function ValueSetting(
  props: SettingProps & { readonly more?: 'result' | 'payload'; readonly options?: readonly string[] },
) {
  const words = useWords()
  const field = useField(props.path)
  const logic = typeof field.value === 'string' ? field.value : ''
  const plain = readPlain(logic)
  const [wanted, setWanted] = useState<Mode | null>(null)
  const found: Mode = logic === '' ? 'name' : (plain?.kind ?? 'formula')
  // Whoever wants a formula may begin with a name.
  const mode: Mode = wanted === 'formula' || (wanted !== null && logic === '') ? wanted : found
  return (
    <FieldBox field={field}>
      {props.quiet === true ? null : <div className={styles.label}>{props.label}</div>}
      <div className={styles.value}>
        <Select
          label={`${props.label}: ${words.kind}`}
          quiet
          value={mode}
          disabled={field.readOnly}
          options={(Object.keys(fresh) as Mode[]).map((value) => ({ value, label: words.kinds[value] }))}
          onChange={(to) => {
            setWanted(to)
            if (to !== 'formula' && to !== found) field.set(fresh[to])
          }}
        />
        {mode === 'formula' ? (
          <LogicSetting
            path={props.path}
            label={props.label}
            quiet
            {...(props.more === undefined ? {} : { more: props.more })}
          />
        ) : (
          <PlainField
            {...props}
            plain={plain ?? { kind: 'name', name: '' }}
            mode={mode}
            disabled={field.readOnly}
            error={errorOf(field.problems)}
            onChange={(value, typed) => (typed ? field.type(writePlain(value)) : field.set(writePlain(value)))}
          />
        )}
      </div>
      {mode === 'formula' ? null : (
        <FieldProblems
          problems={field.problems.filter(({ severity }) => severity === 'warning' || mode === 'nothing')}
        />
      )}
    </FieldBox>
  )
}

function PlainField(props: {
  readonly label: string
  readonly mode: Exclude<Mode, 'formula'>
  readonly plain: Plain
  readonly more?: 'result' | 'payload'
  readonly disabled: boolean
  readonly error: string | undefined
  readonly onChange: (value: Plain, typed: boolean) => void
}) {
  const words = useWords()
  const scope = useScope(props.more !== undefined)
  const { mode, plain, label, disabled, error, onChange } = props
  switch (mode) {
    case 'name':
      return (
        <NameSelect
          label={label}
          name={plain.kind === 'name' ? plain.name : ''}
          scope={scope}
          disabled={disabled}
          error={error}
          onChange={(name) => onChange({ kind: 'name', name }, false)}
        />
      )
    case 'text':
      return (
        <TextField
          label={label}
          quiet
          value={plain.kind === 'text' ? plain.text : ''}
          disabled={disabled}
          error={error}
          onChange={(text) => onChange({ kind: 'text', text }, true)}
        />
      )
    case 'number':
      return (
        <TextField
          label={label}
          quiet
          type="number"
          value={plain.kind === 'number' ? String(plain.number) : ''}
          disabled={disabled}
          error={error}
          onChange={(text) => {
            const number = Number(text)
            if (Number.isFinite(number)) onChange({ kind: 'number', number }, true)
          }}
        />
      )
    case 'boolean':
      return (
        <Select
          label={label}
          quiet
          value={plain.kind === 'boolean' && !plain.boolean ? 'no' : 'yes'}
          options={[
            { value: 'yes', label: words.yes },
            { value: 'no', label: words.no },
          ]}
          disabled={disabled}
          error={error}
          onChange={(value) => onChange({ kind: 'boolean', boolean: value === 'yes' }, false)}
        />
      )
    case 'nothing':
      return <span />
  }
}

/** One of the names that are in scope. */
export function NameSelect(props: {
  readonly label: string
  readonly name: string
  readonly scope: readonly ScopeName[]
  readonly disabled?: boolean
  readonly error?: string | undefined
  readonly onChange: (name: string) => void
}) {
  const words = useWords()
  const { name, scope } = props
  const known = scope.some(({ path }) => path === name)
  return (
    <Select
      label={props.label}
      quiet
      value={name === '' ? null : name}
      placeholder={words.pick}
      options={[
        ...scope.map(({ path, type }) => ({ value: path, label: path, hint: type })),
        ...(name === '' || known ? [] : [{ value: name, label: name }]),
      ]}
      disabled={props.disabled === true}
      error={props.error}
      onChange={props.onChange}
    />
  )
}
