import { useState } from 'react'
import { defineWords } from '../app/words.ts'
import { useSource } from '../source/hooks.ts'
import { Button, Dialog, DialogActions, Select, TextField, useCalled } from '../ui/index.ts'
import { idFrom, isId } from '../variables/name.ts'
import { typeOptions, useTypeWords } from '../variables/types.ts'
import { FieldProblems } from './field-problems.tsx'
import { errorOf, FieldBox, useField, useForm } from './form.tsx'
import type { SettingProps } from './settings.tsx'

const useWords = defineWords({
  en: {
    none: 'Not set',
    create: '+ New variable …',
    title: 'New variable',
    name: 'Name',
    nameHint: 'Small letters, digits and _, beginning with a letter: first_name',
    wrongName: 'Write small letters, digits and _ only, beginning with a letter.',
    taken: 'There is a variable of this name already.',
    type: 'What it holds',
    add: 'Create',
    cancel: 'Cancel',
    pick: 'Choose a variable',
  },
  ko: {
    none: '설정 안 함',
    create: '+ 새 변수 …',
    title: '새 변수',
    name: '이름',
    nameHint: '영문 소문자, 숫자, _ 만 쓰고 문자로 시작하세요: first_name',
    wrongName: '영문 소문자, 숫자, _ 만 쓰고 문자로 시작하세요.',
    taken: '같은 이름의 변수가 이미 있습니다.',
    type: '담는 값',
    add: '만들기',
    cancel: '취소',
    pick: '변수를 고르세요',
  },
})

const create = '+'

/** A variable of the flow, or a new one. `types`: those that fit, which come first. */
export function VariableSetting(
  props: SettingProps & {
    readonly types?: readonly string[]
    /** Of a new one. */
    readonly newType?: string
    readonly newName?: string
  },
) {
  const words = useWords()
  const typeWords = useTypeWords()
  const field = useField(props.path)
  const { flow } = useForm()
  const [isCreating, setCreating] = useState(false)
  const store = useSource()
  const variables = Object.entries(store.flow(flow)?.variables ?? {})
  const fits = (type: unknown) => props.types === undefined || props.types.includes(String(type))
  const ordered = [
    ...variables.filter(([, { type }]) => fits(type)),
    ...variables.filter(([, { type }]) => !fits(type)),
  ]
  const value = typeof field.value === 'string' ? field.value : ''
  const known = variables.some(([name]) => name === value)
  return (
    <FieldBox field={field}>
      <Select
        label={props.label}
        value={value === '' ? (props.optional === true ? 'none' : null) : `.${value}`}
        placeholder={words.pick}
        options={[
          ...(props.optional === true ? [{ value: 'none', label: words.none }] : []),
          ...ordered.map(([name, { type }]) => ({
            value: `.${name}`,
            label: name,
            hint: typeWords[type as keyof typeof typeWords] ?? String(type),
          })),
          ...(value !== '' && !known ? [{ value: `.${value}`, label: value }] : []),
          { value: create, label: words.create },
        ]}
        onChange={(to) => {
          if (to === create) setCreating(true)
          else field.set(to === 'none' ? undefined : to.slice(1))
        }}
        error={errorOf(field.problems)}
        disabled={field.readOnly}
        quiet={props.quiet === true}
        {...(props.hint === undefined ? {} : { hint: props.hint })}
      />
      <FieldProblems problems={field.problems.filter(({ severity }) => severity === 'warning')} />
      {isCreating ? (
        <NewVariable
          flow={flow}
          name={value !== '' && !known ? value : (props.newName ?? '')}
          type={props.newType ?? props.types?.[0] ?? 'text'}
          onClose={() => setCreating(false)}
          onCreated={(name) => field.set(name)}
        />
      ) : null}
    </FieldBox>
  )
}

/** Asks for the name and the type of a new variable. `onCreated` comes in the same step back. */
export function NewVariable(props: {
  readonly flow: string
  readonly name: string
  readonly type: string
  readonly onClose: () => void
  readonly onCreated: (name: string) => void
}) {
  const words = useWords()
  const typeWords = useTypeWords()
  const store = useSource()
  const [name, setName] = useState(props.name)
  const [type, setType] = useState(props.type)
  const [tried, setTried] = useState(false)
  const variables = store.flow(props.flow)?.variables ?? {}
  // Everyday words do, as for nodes.
  const id = idFrom(name)
  const called = useCalled(name, id)
  const wrong = !isId(id) ? (called.error ?? words.wrongName) : Object.hasOwn(variables, id) ? words.taken : undefined
  function add(): void {
    setTried(true)
    if (wrong !== undefined) return
    store.transact(() => {
      store.editFlow(props.flow, (file) => ({ ...file, variables: { ...file.variables, [id]: { type } } }))
      props.onCreated(id)
    })
    props.onClose()
  }
  return (
    <Dialog title={words.title} open onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          // A form inside a form: the one around it knows nothing of this one.
          event.stopPropagation()
          add()
        }}
        style={{ display: 'contents' }}
      >
        <TextField
          label={words.name}
          hint={called.hint ?? words.nameHint}
          value={name}
          onChange={setName}
          autoFocus
          error={tried ? wrong : called.error}
        />
        <Select label={words.type} value={type} options={typeOptions(typeWords)} onChange={setType} />
        <DialogActions>
          <Button onPress={props.onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit">
            {words.add}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
