import { profileFields } from '@parley/flow/braze-facts'
import { useState } from 'react'
import { defineWords } from '../app/words.ts'
import { reveal } from '../editor/state.ts'
import { CodeField } from '../fields/code-field.tsx'
import { scopeOf } from '../fields/scope.ts'
import { useSource } from '../source/hooks.ts'
import { Button, Dialog, DialogActions, Notice, Select, TextField, toast } from '../ui/index.ts'
import { useFieldWords } from './field-words.ts'
import { attributeFault, type MappingRow, trackNodes, withAttribute, withTrackNode } from './mapping.ts'
import { useFlows } from './use-flows.ts'
import { useShowNode } from './use-show-node.ts'

const useWords = defineWords({
  en: {
    add: 'Add an attribute',
    change: (name: string) => `Change ${name}`,
    which: 'Which attribute',
    custom: 'A custom attribute …',
    name: 'Name of the custom attribute',
    nameHint: 'As it is, or shall be, in Braze. Capital and small letters count.',
    value: 'Value',
    valueHint: 'The name of a variable, or logic: first_name, age >= 18.',
    where: 'Who writes it',
    newNode: (flow: string) => `A new node in ${flow}`,
    connect:
      'The new node stands at the right of the flow. Draw a line to it from the step after which it is to be written.',
    save: 'Save',
    remove: 'Write it no longer',
    cancel: 'Cancel',
    empty: 'Give the attribute a name.',
    long: 'Use at most 255 characters.',
    reserved: 'Braze keeps this name for itself: say whom under “user” of the node.',
    near: (field: string) => `Did you mean the standard field ${field}?`,
    noValue: 'Say where the value comes from.',
    made: 'The node is made. Connect it to the flow.',
    change2: 'This changes what is there (adds, removes, counts). Change it at its node.',
  },
  ko: {
    add: '속성 추가',
    change: (name: string) => `${name} 편집`,
    which: '어떤 속성',
    custom: '사용자 지정 속성 …',
    name: '사용자 지정 속성 이름',
    nameHint: 'Braze에 있는(또는 있을) 그대로 쓰세요. 대소문자를 구분합니다.',
    value: '값',
    valueHint: '변수 이름이나 논리식: first_name, age >= 18.',
    where: '기록하는 노드',
    newNode: (flow: string) => `${flow}에 새 노드`,
    connect: '새 노드는 플로 오른쪽에 놓입니다. 기록할 단계 다음에서 이 노드로 선을 이으세요.',
    save: '저장',
    remove: '더 이상 기록하지 않기',
    cancel: '취소',
    empty: '속성 이름을 입력하세요.',
    long: '255자 이내로 쓰세요.',
    reserved: 'Braze가 예약한 이름입니다. 대상은 노드의 “user”에서 지정하세요.',
    near: (field: string) => `표준 필드 ${field}을(를) 뜻하셨나요?`,
    noValue: '값이 어디에서 오는지 쓰세요.',
    made: '노드를 만들었습니다. 플로에 연결하세요.',
    change2: '있는 값을 바꾸는(더하기, 빼기, 세기) 항목입니다. 노드에서 편집하세요.',
  },
})

export type MappingEdit = { readonly kind: 'add' } | { readonly kind: 'change'; readonly row: MappingRow }

const custom = '…'

/** Adds a line of the mapping, or changes one, without its node being opened. */
export function EditMapping({ edit, onClose }: { readonly edit: MappingEdit; readonly onClose: () => void }) {
  const words = useWords()
  return (
    <Dialog title={edit.kind === 'add' ? words.add : words.change(edit.row.attribute)} open onClose={onClose}>
      {edit.kind === 'add' ? <Add onClose={onClose} /> : <Change row={edit.row} onClose={onClose} />}
    </Dialog>
  )
}

function Add({ onClose }: { readonly onClose: () => void }) {
  const words = useWords()
  const fields = useFieldWords()
  const store = useSource()
  const flows = useFlows()
  const show = useShowNode()
  const [chosen, setChosen] = useState('first_name')
  const [name, setName] = useState('')
  const [cel, setCel] = useState('')
  const [asked, setAsked] = useState(false)
  const places = [
    ...trackNodes(flows).map(({ flow, node }) => ({ value: `${flow} ${node}`, label: `${flow} / ${node}` })),
    ...flows.map(([flow]) => ({ value: flow, label: words.newNode(flow) })),
  ]
  const [place, setPlace] = useState(places[0]?.value ?? '')
  const [flow = '', node] = place.split(' ')
  const file = store.flow(flow)
  const attribute = chosen === custom ? name : chosen
  const fault = attributeFault(attribute)
  const nameError =
    fault === null || (!asked && name === '')
      ? undefined
      : fault.kind === 'near'
        ? words.near(fault.field)
        : words[fault.kind]
  const missing = asked && cel.trim() === ''

  function save(): void {
    setAsked(true)
    if ((fault !== null && fault.kind !== 'near') || cel.trim() === '' || file === undefined) return
    onClose()
    if (node !== undefined) {
      store.editNode(flow, node, (source) => withAttribute(source, attribute, cel))
      return
    }
    const made = withTrackNode(file, attribute, cel)
    store.editFlow(flow, () => made.file)
    reveal(flow, made.node)
    toast(words.made)
    show(flow, made.node)
  }

  const options = [
    ...Object.entries(profileFields).map(([value, { type }]) => ({
      value,
      label: value,
      hint: typeof type === 'string' ? fields[type] : type.join(', '),
    })),
    { value: custom, label: words.custom },
  ]
  return (
    <>
      <Select label={words.which} value={chosen} options={options} onChange={setChosen} />
      {chosen === custom ? (
        <TextField label={words.name} hint={words.nameHint} value={name} onChange={setName} error={nameError} />
      ) : null}
      <Select label={words.where} value={place} options={places} onChange={setPlace} />
      {node === undefined ? <Notice>{words.connect}</Notice> : null}
      <Value flow={flow} value={cel} onChange={setCel} />
      {missing ? <Notice tone="bad">{words.noValue}</Notice> : null}
      <DialogActions>
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button kind="primary" onPress={save}>
          {words.save}
        </Button>
      </DialogActions>
    </>
  )
}

function Value(props: { readonly flow: string; readonly value: string; readonly onChange: (value: string) => void }) {
  const words = useWords()
  const store = useSource()
  const file = store.flow(props.flow)
  return (
    <CodeField
      label={words.value}
      hint={words.valueHint}
      value={props.value}
      onChange={props.onChange}
      language="cel"
      scope={file === undefined ? [] : scopeOf(file)}
    />
  )
}

function Change({ row, onClose }: { readonly row: MappingRow; readonly onClose: () => void }) {
  const words = useWords()
  const store = useSource()
  const { place, attribute, value } = row
  const [cel, setCel] = useState(value.kind === 'logic' ? value.cel : '')
  if (place === null) return null
  const put = (to: string | null): void => {
    store.editNode(place.flow, place.node, (node) => withAttribute(node, attribute, to))
    onClose()
  }
  return (
    <>
      {value.kind === 'logic' ? (
        <Value flow={place.flow} value={cel} onChange={setCel} />
      ) : (
        <Notice>{words.change2}</Notice>
      )}
      <DialogActions>
        <Button kind="danger" onPress={() => put(null)}>
          {words.remove}
        </Button>
        <Button onPress={onClose}>{words.cancel}</Button>
        {value.kind === 'logic' ? (
          <Button kind="primary" onPress={() => put(cel)} isDisabled={cel.trim() === ''}>
            {words.save}
          </Button>
        ) : null}
      </DialogActions>
    </>
  )
}
