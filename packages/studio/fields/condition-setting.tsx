import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { defineWords } from '../app/words.ts'
import { useSource } from '../source/hooks.ts'
import { Button, IconButton, Select, TextField } from '../ui/index.ts'
import { choiceIdsOf } from './choice-ids.ts'
import {
  type Comparison,
  type Condition,
  comparisonsFor,
  isUnary,
  readCondition,
  type Test,
  writeCondition,
} from './condition.ts'
import { FieldProblems } from './field-problems.tsx'
import styles from './fields.module.css'
import { FieldBox, useField, useForm } from './form.tsx'
import type { Plain } from './plain-value.ts'
import type { ScopeName } from './scope.ts'
import { LogicSetting, type SettingProps } from './settings.tsx'
import { useScope } from './use-scope.ts'
import { NameSelect } from './value-setting.tsx'

const useWords = defineWords({
  en: {
    name: 'What',
    comparison: 'How',
    value: 'With what',
    add: 'And if …',
    addAny: 'Or if …',
    join: 'How many must hold',
    joins: { all: 'All of these must hold', any: 'One of these is enough' },
    remove: 'Remove this condition',
    formula: 'Write a formula instead',
    simple: 'Choose instead of writing',
    comparisons: {
      is: 'is',
      'is-not': 'is not',
      known: 'is known',
      unknown: 'is not known',
      more: 'is more than',
      'at-least': 'is at least',
      less: 'is less than',
      'at-most': 'is at most',
      contains: 'contains',
      begins: 'begins with',
      yes: 'is yes',
      no: 'is no',
      includes: 'includes',
    } satisfies { readonly [comparison in Comparison]: string },
    empty: 'Choose what is compared.',
    tooMuch: 'This formula says more than can be chosen here.',
  },
  ko: {
    name: '대상',
    comparison: '비교',
    value: '값',
    add: '그리고 …',
    addAny: '또는 …',
    join: '충족해야 할 조건 수',
    joins: { all: '모두 충족해야 합니다', any: '하나만 충족하면 됩니다' },
    remove: '이 조건 삭제',
    formula: '수식으로 쓰기',
    simple: '골라서 만들기',
    comparisons: {
      is: '같음',
      'is-not': '같지 않음',
      known: '알고 있음',
      unknown: '모름',
      more: '보다 큼',
      'at-least': '이상',
      less: '보다 작음',
      'at-most': '이하',
      contains: '포함',
      begins: '(으)로 시작',
      yes: '예',
      no: '아니요',
      includes: '항목에 있음',
    } satisfies { readonly [comparison in Comparison]: string },
    empty: '무엇을 비교할지 고르세요.',
    tooMuch: '이 수식은 여기서 고를 수 있는 것보다 많은 내용을 담고 있습니다.',
  },
})

const freshTest: Test = { name: '', comparison: 'is', value: { kind: 'text', text: '' } }

/** A condition that is put together; a formula for what cannot be. */
export function ConditionSetting(props: SettingProps & { readonly more?: 'payload' }) {
  const words = useWords()
  const field = useField(props.path)
  const scope = useScope(props.more !== undefined)
  const logic = typeof field.value === 'string' ? field.value : ''
  const read = readCondition(logic)
  const [asFormula, setFormula] = useState(false)
  // What is not chosen yet cannot be written down; it is kept here until it is.
  const [unfinished, setUnfinished] = useState<Test | null>(null)
  if (asFormula || read === null)
    return (
      <div className={styles.fields}>
        <LogicSetting {...props} hint={read === null ? words.tooMuch : props.hint} />
        {read === null ? null : (
          <Button kind="quiet" onPress={() => setFormula(false)}>
            {words.simple}
          </Button>
        )}
      </div>
    )
  const isEmpty = read.tests.length === 0
  const shown = unfinished !== null || isEmpty ? [...read.tests, unfinished ?? freshTest] : read.tests
  function put(condition: Condition, typed = false): void {
    const logicOf = writeCondition(condition)
    const to = logicOf === '' && props.optional === true ? undefined : logicOf
    if (typed) field.type(to)
    else field.set(to)
  }
  function change(index: number, test: Test, typed: boolean): void {
    if (test.name === '') {
      setUnfinished(test)
      return
    }
    if (index >= (read?.tests.length ?? 0)) setUnfinished(null)
    const tests = read?.tests ?? []
    const next = index < tests.length ? tests.with(index, test) : [...tests, test]
    put({ join: read?.join ?? 'all', tests: next }, typed)
  }
  return (
    <FieldBox field={field}>
      {props.quiet === true ? null : <div className={styles.label}>{props.label}</div>}
      {read.tests.length > 1 ? (
        <Select
          label={words.join}
          quiet
          value={read.join}
          options={(['all', 'any'] as const).map((value) => ({ value, label: words.joins[value] }))}
          onChange={(join) => put({ ...read, join })}
        />
      ) : null}
      <ul className={styles.list} aria-label={props.label}>
        {shown.map((test, index) => (
          <li key={index} className={styles.test}>
            <TestFields
              test={test}
              scope={scope}
              disabled={field.readOnly}
              onChange={(to, typed) => change(index, to, typed)}
            />
            {shown.length > 1 ? (
              <IconButton
                name={words.remove}
                isDisabled={field.readOnly}
                onPress={() => {
                  if (index >= read.tests.length) setUnfinished(null)
                  else put({ ...read, tests: read.tests.toSpliced(index, 1) })
                }}
              >
                <Trash2 size={15} aria-hidden />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
      {isEmpty && field.problems.length > 0 ? (
        <span className={styles.hint}>{words.empty}</span>
      ) : (
        <FieldProblems problems={field.problems} />
      )}
      {field.readOnly ? null : (
        <div className={styles.row}>
          {isEmpty || unfinished !== null ? null : (
            <Button kind="quiet" onPress={() => setUnfinished(freshTest)}>
              <Plus size={15} aria-hidden /> {read.join === 'any' ? words.addAny : words.add}
            </Button>
          )}
          <Button kind="quiet" onPress={() => setFormula(true)}>
            {words.formula}
          </Button>
        </div>
      )}
    </FieldBox>
  )
}

function TestFields(props: {
  readonly test: Test
  readonly scope: readonly ScopeName[]
  readonly disabled: boolean
  readonly onChange: (test: Test, typed: boolean) => void
}) {
  const words = useWords()
  const { test, scope, disabled, onChange } = props
  const type = scope.find(({ path }) => path === test.name)?.type ?? 'text'
  const offered = comparisonsFor(type)
  const comparisons = offered.includes(test.comparison) ? offered : [...offered, test.comparison]
  return (
    <div className={styles.testFields}>
      <NameSelect
        label={words.name}
        name={test.name}
        scope={scope}
        disabled={disabled}
        onChange={(name) => {
          const to = scope.find(({ path }) => path === name)?.type ?? 'text'
          const [first = 'is'] = comparisonsFor(to)
          const comparison = comparisonsFor(to).includes(test.comparison) ? test.comparison : first
          onChange({ name, comparison, ...valueFor(comparison, to, test.value) }, false)
        }}
      />
      <Select
        label={words.comparison}
        quiet
        value={test.comparison}
        disabled={disabled}
        options={comparisons.map((value) => ({ value, label: words.comparisons[value] }))}
        onChange={(comparison) =>
          onChange({ name: test.name, comparison, ...valueFor(comparison, type, test.value) }, false)
        }
      />
      {isUnary(test.comparison) ? null : (
        <ComparedWith
          test={test}
          type={type}
          scope={scope}
          disabled={disabled}
          onChange={(value, typed) => onChange({ ...test, value }, typed)}
        />
      )}
    </div>
  )
}

function valueFor(comparison: Comparison, type: string, before: Plain | undefined): { readonly value?: Plain } {
  if (isUnary(comparison)) return {}
  const wanted = type === 'number' ? 'number' : 'text'
  if (before !== undefined && (before.kind === wanted || before.kind === 'name')) return { value: before }
  return { value: wanted === 'number' ? { kind: 'number', number: 0 } : { kind: 'text', text: '' } }
}

/** A text or a number; one of the choices where a question offers them. */
function ComparedWith(props: {
  readonly test: Test
  readonly type: string
  readonly scope: readonly ScopeName[]
  readonly disabled: boolean
  readonly onChange: (value: Plain, typed: boolean) => void
}) {
  const words = useWords()
  const { test, type, scope, disabled, onChange } = props
  const { flow } = useForm()
  const file = useSource().flow(flow)
  const ids = file === undefined ? [] : choiceIdsOf(file, test.name)
  const value = test.value ?? { kind: 'text', text: '' }
  if (ids.length > 0 && value.kind === 'text')
    return (
      <Select
        label={words.value}
        quiet
        value={value.text === '' ? null : value.text}
        disabled={disabled}
        options={[...ids, ...(value.text === '' || ids.includes(value.text) ? [] : [value.text])].map((id) => ({
          value: id,
          label: id,
        }))}
        onChange={(text) => onChange({ kind: 'text', text }, false)}
      />
    )
  if (value.kind === 'name')
    return (
      <NameSelect
        label={words.value}
        name={value.name}
        scope={scope}
        disabled={disabled}
        onChange={(name) => onChange({ kind: 'name', name }, false)}
      />
    )
  const text = value.kind === 'text' ? value.text : value.kind === 'number' ? String(value.number) : ''
  return (
    <TextField
      label={words.value}
      quiet
      value={text}
      disabled={disabled}
      type={type === 'number' && value.kind === 'number' ? 'number' : 'text'}
      onChange={(next) => {
        if (type !== 'number') onChange({ kind: 'text', text: next }, true)
        else if (Number.isFinite(Number(next))) onChange({ kind: 'number', number: Number(next) }, true)
      }}
    />
  )
}
