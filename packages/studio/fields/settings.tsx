/** Settings by path, drawn alike everywhere: a form names a path and a label, the rest is here. */
import type { ReactNode } from 'react'
import { defineWords } from '../app/words.ts'
import { Checkbox, type Option, Select, TextField } from '../ui/index.ts'
import { CodeField } from './code-field.tsx'
import { durationWords } from './duration-words.ts'
import { FieldProblems } from './field-problems.tsx'
import { errorOf, FieldBox, useField } from './form.tsx'
import { useOwnDirection } from './own-language.ts'
import type { Path } from './path.ts'
import { LogicPreview, TextPreview } from './preview.tsx'
import { useScope } from './use-scope.ts'

export interface SettingProps {
  readonly path: Path
  readonly label: string
  readonly hint?: ReactNode
  readonly optional?: boolean
  readonly placeholder?: string
  readonly quiet?: boolean
}

const useWords = defineWords({
  en: {
    none: 'Not set',
    yes: 'Yes',
    no: 'No',
    number: 'Write a number.',
    optional: 'optional',
    duration: 'How long, for example 30s, 10m, 2h or 1d',
  },
  ko: {
    none: '설정 안 함',
    yes: '예',
    no: '아니요',
    number: '숫자를 입력하세요.',
    optional: '선택',
    duration: '시간 길이, 예: 30s, 10m, 2h, 1d',
  },
})

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value)

function useLabel({ label, optional }: SettingProps): string {
  const words = useWords()
  return optional === true ? `${label} (${words.optional})` : label
}

/** Plain words: a name, an address of something. Left empty, an optional one is taken away. */
export function TextSetting(props: SettingProps & { readonly area?: boolean }) {
  const field = useField(props.path)
  const label = useLabel(props)
  const warnings = field.problems.filter(({ severity }) => severity === 'warning')
  return (
    <FieldBox field={field}>
      <TextField
        label={label}
        value={asText(field.value)}
        onChange={(value) => field.type(value === '' && props.optional === true ? undefined : value)}
        error={errorOf(field.problems)}
        disabled={field.readOnly}
        area={props.area === true}
        quiet={props.quiet === true}
        {...(props.hint === undefined ? {} : { hint: props.hint })}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      />
      <FieldProblems problems={warnings} />
    </FieldBox>
  )
}

/** Words that people read, in Liquid. */
export function LiquidSetting(
  props: SettingProps & {
    readonly multiline?: boolean
    readonly formatted?: boolean
    readonly form?: 'markdown' | 'plain'
  },
) {
  const field = useField(props.path)
  const scope = useScope()
  const { dir } = useOwnDirection()
  const text = asText(field.value)
  return (
    <CodeField
      label={props.label}
      value={text}
      onChange={(value) => field.type(value === '' && props.optional === true ? undefined : value)}
      language="liquid"
      scope={scope}
      problems={field.problems}
      readOnly={field.readOnly}
      name={field.name}
      multiline={props.multiline === true}
      optional={props.optional === true}
      quiet={props.quiet === true}
      formatted={props.formatted === true}
      {...(dir === undefined ? {} : { direction: dir })}
      after={<TextPreview text={text} form={props.form ?? (props.multiline === true ? 'markdown' : 'plain')} />}
      {...(props.hint === undefined ? {} : { hint: props.hint })}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
    />
  )
}

/** A formula, in CEL. `more`: it also sees what came back. */
export function LogicSetting(props: SettingProps & { readonly more?: 'result' | 'payload' }) {
  const field = useField(props.path)
  const scope = useScope(props.more !== undefined)
  const text = asText(field.value)
  return (
    <CodeField
      label={props.label}
      value={text}
      onChange={(value) => field.type(value === '' && props.optional === true ? undefined : value)}
      language="cel"
      scope={scope}
      problems={field.problems}
      readOnly={field.readOnly}
      name={field.name}
      optional={props.optional === true}
      quiet={props.quiet === true}
      after={<LogicPreview logic={text} more={props.more ?? null} />}
      {...(props.hint === undefined ? {} : { hint: props.hint })}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
    />
  )
}

export function NumberSetting(props: SettingProps & { readonly min?: number; readonly max?: number }) {
  const words = useWords()
  const field = useField(props.path)
  const label = useLabel(props)
  const given = field.value
  const isWrong = given !== undefined && typeof given !== 'number'
  return (
    <FieldBox field={field}>
      <TextField
        label={label}
        type="text"
        value={asText(given)}
        onChange={(text) => field.type(numberOf(text))}
        error={isWrong ? words.number : errorOf(field.problems)}
        disabled={field.readOnly}
        quiet={props.quiet === true}
        {...(props.hint === undefined ? {} : { hint: props.hint })}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      />
    </FieldBox>
  )
}

/** What cannot be a number yet ("-", "1.") stays as it is typed: nobody's typing is thrown away. */
function numberOf(text: string): number | string | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  return /^-?\d+(\.\d+)?$/.test(trimmed) && !/\.\d*0$/.test(trimmed) ? Number(trimmed) : text
}

/** Yes or no; the usual answer is not written down. */
export function FlagSetting(props: Omit<SettingProps, 'optional' | 'placeholder'> & { readonly usual?: boolean }) {
  const field = useField(props.path)
  const usual = props.usual ?? false
  return (
    <FieldBox field={field}>
      <Checkbox
        label={
          <span>
            {props.label}
            {props.hint === undefined ? null : <Hint>{props.hint}</Hint>}
          </span>
        }
        checked={typeof field.value === 'boolean' ? field.value : usual}
        disabled={field.readOnly}
        onChange={(checked) => field.set(checked === usual ? undefined : checked)}
      />
      <FieldProblems problems={field.problems} />
    </FieldBox>
  )
}

function Hint({ children }: { readonly children: ReactNode }) {
  return <span style={{ display: 'block', color: 'var(--text-2)', fontSize: 12 }}>{children}</span>
}

/** One of several. With `usual`, that one is not written down. */
export function ChoiceSetting<Value extends string>(
  props: SettingProps & {
    readonly options: readonly Option<Value>[]
    readonly usual?: NoInfer<Value>
    /** What it means when nothing is chosen. */
    readonly none?: string
  },
) {
  const words = useWords()
  const field = useField(props.path)
  const given = typeof field.value === 'string' ? field.value : null
  const known = props.options.some(({ value }) => value === given)
  // What is written and no longer offered is shown, so that nobody wonders.
  const options: readonly Option<string>[] = [
    ...(props.optional === true && props.usual === undefined ? [{ value: '', label: props.none ?? words.none }] : []),
    ...props.options,
    ...(given !== null && !known ? [{ value: given, label: given }] : []),
  ]
  return (
    <FieldBox field={field}>
      <Select
        label={props.label}
        value={given ?? props.usual ?? (props.optional === true ? '' : null)}
        options={options}
        onChange={(value) => field.set(value === '' || value === props.usual ? undefined : value)}
        error={errorOf(field.problems)}
        disabled={field.readOnly}
        quiet={props.quiet === true}
        {...(props.hint === undefined ? {} : { hint: props.hint })}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      />
      <FieldProblems problems={field.problems.filter(({ severity }) => severity === 'warning')} />
    </FieldBox>
  )
}

/** A length of time, with what it comes to in words. */
export function DurationSetting(props: SettingProps) {
  const words = useWords()
  const field = useField(props.path)
  const label = useLabel(props)
  const said = durationWords(asText(field.value))
  return (
    <FieldBox field={field}>
      <TextField
        label={label}
        value={asText(field.value)}
        onChange={(value) => field.type(value === '' && props.optional === true ? undefined : value)}
        error={errorOf(field.problems)}
        disabled={field.readOnly}
        placeholder={props.placeholder ?? '10m'}
        hint={
          <>
            {props.hint ?? words.duration}
            {said === null ? null : <strong> · {said}</strong>}
          </>
        }
      />
    </FieldBox>
  )
}
