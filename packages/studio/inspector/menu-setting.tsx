import { defineWords } from '../app/words.ts'
import fieldStyles from '../fields/fields.module.css'
import { Fields, useField, useForm } from '../fields/form.tsx'
import { ListSetting } from '../fields/list-setting.tsx'
import type { Path } from '../fields/path.ts'
import { ChoiceSetting, DurationSetting, LiquidSetting, TextSetting } from '../fields/settings.tsx'
import { useFlow } from '../source/hooks.ts'
import type { JsonObject } from '../source/json.ts'
import { Checkbox } from '../ui/index.ts'
import { freeName } from '../variables/name.ts'

const useWords = defineWords({
  en: {
    menu: 'Menu entries',
    hint: 'Ways that people can take at any time, whatever they were asked.',
    add: 'Add an entry',
    label: 'Words',
    to: 'Leads to',
    id: 'Id',
    fresh: 'Help',
    resume: 'Take up conversations that were given up',
    within: 'At most so long afterwards',
    text: 'Say first',
    placeholder: 'Welcome back!',
    on: 'Go on with',
    onHint: 'Without a node: with the question that was open.',
  },
  ko: {
    menu: '메뉴 항목',
    hint: '무엇을 물었든 언제나 고를 수 있는 길.',
    add: '항목 추가',
    label: '글',
    to: '이어질 노드',
    id: 'ID',
    fresh: '도움말',
    resume: '중단된 대화를 다시 잇기',
    within: '중단 후 최대 기간',
    text: '먼저 할 말',
    placeholder: '다시 오신 것을 환영합니다!',
    on: '이어 갈 노드',
    onHint: '비우면 열려 있던 질문부터 이어 갑니다.',
  },
})

function useNodeOptions() {
  const { flow } = useForm()
  return Object.keys(useFlow(flow)?.nodes ?? {}).map((value) => ({ value, label: value }))
}

/** The persistent menu. */
export function MenuSetting() {
  const words = useWords()
  const nodes = useNodeOptions()
  return (
    <ListSetting
      path={['menu']}
      label={words.menu}
      hint={words.hint}
      add={words.add}
      optional
      most={20}
      fresh={(items) => ({
        id: freeName('help', (id) => items.some((item) => (item as JsonObject).id === id)),
        label: words.fresh,
        to: nodes[0]?.value ?? '',
      })}
      nameOf={(item) => String((item as JsonObject).label ?? '')}
    >
      {(path) => <MenuItem path={path} />}
    </ListSetting>
  )
}

function MenuItem({ path }: { readonly path: Path }) {
  const words = useWords()
  return (
    <div className={fieldStyles.card}>
      <LiquidSetting path={[...path, 'label']} label={words.label} />
      <ChoiceSetting path={[...path, 'to']} label={words.to} options={useNodeOptions()} />
      <TextSetting path={[...path, 'id']} label={words.id} />
    </div>
  )
}

/** What happens when somebody takes up a conversation that was given up. */
export function ResumeSetting() {
  const words = useWords()
  const field = useField(['resume'])
  const nodes = useNodeOptions()
  return (
    <Fields>
      <Checkbox
        label={words.resume}
        checked={field.value !== undefined}
        disabled={field.readOnly}
        onChange={(checked) => field.set(checked ? { within: '7d', text: words.placeholder } : undefined)}
      />
      {field.value === undefined ? null : (
        <>
          <DurationSetting path={['resume', 'within']} label={words.within} placeholder="7d" />
          <LiquidSetting
            path={['resume', 'text']}
            label={words.text}
            placeholder={words.placeholder}
            optional
            multiline
            formatted
          />
          <ChoiceSetting path={['resume', 'to']} label={words.on} hint={words.onHint} options={nodes} optional />
        </>
      )}
    </Fields>
  )
}
