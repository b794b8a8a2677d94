import { Code2 } from 'lucide-react'
import { Link, useParams } from 'react-router'
import { defineWords } from '../../app/words.ts'
import styles from '../../fields/fields.module.css'
import { Fields, Section, useField } from '../../fields/form.tsx'
import { MapSetting } from '../../fields/map-setting.tsx'
import { propertiesOf } from '../../fields/scope.ts'
import { ChoiceSetting, DurationSetting } from '../../fields/settings.tsx'
import { useSurroundings } from '../../fields/surroundings.ts'
import { ValueSetting } from '../../fields/value-setting.tsx'
import type { JsonObject } from '../../source/json.ts'
import { Button, Notice } from '../../ui/index.ts'
import { SaveSetting } from './save.tsx'
import { useVariableOptions } from './variable-options.ts'

const useWords = defineWords({
  en: {
    action: 'Action',
    pick: 'Choose an action',
    none: 'The solution has no actions yet.',
    make: 'Write one',
    open: 'Open the code',
    outcomes: (names: string) => `Ends with: ${names}`,
    input: 'What it is given',
    inputHint: 'What is not known is left out.',
    name: 'Field',
    add: 'Add a field',
    value: (name: string) => `Value of ${name}`,
    missing: (names: string) => `It also needs: ${names}.`,
    fill: 'Fill in what fits by name',
    mode: 'How',
    await: 'Wait for the outcome',
    queue: 'Go on at once; it is carried out in its own time',
    timeout: 'At most this long',
    more: 'More',
    decision: 'Decide by an output',
    decisionHint: 'The text of this output names the exit, where such an exit leads somewhere.',
  },
  ko: {
    action: '액션',
    pick: '액션을 고르세요',
    none: '솔루션에 아직 액션이 없습니다.',
    make: '새로 작성',
    open: '코드 열기',
    outcomes: (names: string) => `결과: ${names}`,
    input: '넘겨줄 값',
    inputHint: '모르는 값은 넘기지 않습니다.',
    name: '필드',
    add: '필드 추가',
    value: (name: string) => `${name}의 값`,
    missing: (names: string) => `더 필요한 값: ${names}.`,
    fill: '이름이 맞는 변수로 채우기',
    mode: '방식',
    await: '결과를 기다림',
    queue: '바로 진행하고 나중에 실행',
    timeout: '최대 시간',
    more: '더 보기',
    decision: '출력값으로 결정',
    decisionHint: '이 출력값의 글자와 같은 이름의 출구가 이어져 있으면 그 출구로 나갑니다.',
  },
})

export function ActionForm() {
  const words = useWords()
  const { solution = '' } = useParams()
  const { actions, isKnown } = useSurroundings()
  const { value: name } = useField(['action'])
  const { value: mode } = useField(['mode'])
  const { value: decision } = useField(['decision'])
  const { value: timeout } = useField(['timeout'])
  const names = Object.keys(actions)
  const signature = typeof name === 'string' ? actions[name] : undefined
  const outcomes = [...new Set(['success', 'error', ...(signature?.outcomes ?? [])])]
  const address = `/s/${solution}/actions`
  return (
    <Fields>
      {isKnown && names.length === 0 ? (
        <Notice>
          {words.none} <Link to={address}>{words.make}</Link>
        </Notice>
      ) : null}
      <ChoiceSetting
        path={['action']}
        label={words.action}
        placeholder={words.pick}
        options={names.map((value) => ({ value, label: value }))}
        {...(signature === undefined ? {} : { hint: words.outcomes(outcomes.join(', ')) })}
      />
      {typeof name === 'string' && name !== '' ? (
        <Link to={`${address}/${name}`} className={styles.row}>
          <Code2 size={14} aria-hidden /> {words.open}
        </Link>
      ) : null}
      <InputSetting />
      <ChoiceSetting
        path={['mode']}
        label={words.mode}
        usual="await"
        options={[
          { value: 'await', label: words.await },
          { value: 'queue', label: words.queue },
        ]}
      />
      {mode === 'queue' ? null : <SaveSetting more="result" />}
      <Section title={words.more} open={decision !== undefined || timeout !== undefined}>
        <DurationSetting path={['timeout']} label={words.timeout} placeholder="10s" optional />
        {mode === 'queue' ? null : (
          <ChoiceSetting
            path={['decision']}
            label={words.decision}
            hint={words.decisionHint}
            optional
            options={propertiesOf(signature?.outputs).map(({ name: value, type }) => ({
              value,
              label: value,
              hint: type,
            }))}
          />
        )}
      </Section>
    </Fields>
  )
}

function InputSetting() {
  const words = useWords()
  const { actions } = useSurroundings()
  const { value: name } = useField(['action'])
  const input = useField(['input'])
  const properties = propertiesOf(typeof name === 'string' ? actions[name]?.input : undefined)
  const given = Object.keys((input.value ?? {}) as JsonObject)
  const left = properties.filter((property) => !given.includes(property.name))
  const required = left.filter((property) => property.required).map((property) => property.name)
  return (
    <div className={styles.fields}>
      <MapSetting
        path={['input']}
        label={words.input}
        hint={words.inputHint}
        nameLabel={words.name}
        add={words.add}
        options={properties.map(({ name: each, type, required: must, description }) => ({
          name: each,
          hint: [type, must ? '*' : '', description ?? ''].filter((part) => part !== '').join(' '),
        }))}
        fresh={(field) => field}
        optional
      >
        {(path, field) => <ValueSetting path={path} label={words.value(field)} quiet />}
      </MapSetting>
      {required.length === 0 ? null : <span className={styles.hint}>{words.missing(required.join(', '))}</span>}
      {left.length === 0 || input.readOnly ? null : <FillIn names={left.map((each) => each.name)} />}
    </div>
  )
}

/** Puts variables of the same names into fields that are not given yet. */
function FillIn({ names }: { readonly names: readonly string[] }) {
  const words = useWords()
  const input = useField(['input'])
  const variables = useVariableOptions().map(({ name }) => name)
  const fitting = names.filter((name) => variables.includes(name))
  if (fitting.length === 0) return null
  return (
    <Button
      kind="quiet"
      onPress={() =>
        input.set({
          ...((input.value ?? {}) as JsonObject),
          ...Object.fromEntries(fitting.map((name) => [name, name])),
        })
      }
    >
      {words.fill}: {fitting.join(', ')}
    </Button>
  )
}
