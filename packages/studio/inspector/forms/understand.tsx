import { Link, useParams } from 'react-router'
import { defineWords } from '../../app/words.ts'
import { FieldProblems } from '../../fields/field-problems.tsx'
import styles from '../../fields/fields.module.css'
import { errorOf, FieldBox, Fields, Section, useField, useForm } from '../../fields/form.tsx'
import { ListSetting } from '../../fields/list-setting.tsx'
import type { Path } from '../../fields/path.ts'
import { PercentSetting } from '../../fields/percent-setting.tsx'
import { FlagSetting, LiquidSetting, NumberSetting, TextSetting } from '../../fields/settings.tsx'
import { ValueSetting } from '../../fields/value-setting.tsx'
import type { Json } from '../../source/json.ts'
import { Checkbox, Notice, Select } from '../../ui/index.ts'
import { changeIntent } from './change-intent.ts'
import { useNluNames } from './nlu-names.ts'
import { PortSetting } from './port-setting.tsx'

const useWords = defineWords({
  en: {
    label: 'Intents',
    hint: 'What people may mean. Everything else goes on by “Otherwise”.',
    add: 'Add an intent',
    intent: 'When they mean',
    port: 'Exit',
    portHint: 'Empty: called like the intent.',
    called: 'Called, where people are asked which they meant',
    none: 'The solution has no intents yet.',
    make: 'Write examples of what people say',
    ask: 'When it is not clear',
    asking: 'Ask people which they meant',
    askingHint: 'Where several intents are about as likely, or none is sure, they choose from a list.',
    question: 'The question',
    questionPlaceholder: 'Which of these do you mean?',
    nothing: 'The choice for none of them',
    nothingPlaceholder: 'None of these',
    most: 'Offer at most so many intents',
    within: 'Offer also what is less likely by at most',
    askLeast: 'Offer none that is less likely than',
    sure: 'How sure it has to be',
    least: 'Least confidence',
    leastHint: 'Below it counts as not understood. Empty: what the solution has learned.',
    onlyListed: 'Take the likeliest of these intents',
    onlyListedHint: 'Other intents of the solution are passed over here.',
    more: 'What is understood',
    text: 'Understand this instead of what the person said last',
  },
  ko: {
    label: '의도',
    hint: '사람이 뜻할 수 있는 것. 나머지는 “그 밖에”로 나갑니다.',
    add: '의도 추가',
    intent: '이것을 뜻하면',
    port: '출구',
    portHint: '비우면 의도와 같은 이름입니다.',
    called: '무엇을 뜻했는지 물을 때 부르는 이름',
    none: '솔루션에 아직 의도가 없습니다.',
    make: '사람들이 하는 말의 예 작성하기',
    ask: '분명하지 않을 때',
    asking: '무엇을 뜻했는지 묻기',
    askingHint: '여러 의도가 비슷하게 그럴듯하거나 확실한 것이 없으면 목록에서 고르게 합니다.',
    question: '질문',
    questionPlaceholder: '다음 중 어떤 것을 말씀하시나요?',
    nothing: '해당하는 것이 없을 때의 선택지',
    nothingPlaceholder: '이 중에 없어요',
    most: '보여 줄 의도의 최대 개수',
    within: '가장 그럴듯한 것과의 차이가 이 안이면 보여 주기',
    askLeast: '이보다 덜 그럴듯한 것은 보여 주지 않기',
    sure: '얼마나 확실해야 하는지',
    least: '최소 신뢰도',
    leastHint: '이보다 낮으면 이해하지 못한 것으로 봅니다. 비우면 솔루션이 학습한 값을 씁니다.',
    onlyListed: '이 의도들 중 가장 그럴듯한 것으로',
    onlyListedHint: '솔루션의 다른 의도는 여기서 고려하지 않습니다.',
    more: '이해할 대상',
    text: '마지막에 한 말 대신 이해할 글',
  },
})

export function UnderstandForm() {
  const words = useWords()
  const { solution = '' } = useParams()
  const { intents: names } = useNluNames()
  const { value: text } = useField(['text'])
  const { value: least } = useField(['least'])
  const { value: onlyListed } = useField(['only_listed'])
  const { value: ambiguous } = useField(['ambiguous'])
  return (
    <Fields>
      {names.length === 0 ? (
        <Notice>
          {words.none} <Link to={`/s/${solution}/understanding`}>{words.make}</Link>
        </Notice>
      ) : null}
      <ListSetting
        path={['intents']}
        label={words.label}
        hint={words.hint}
        add={words.add}
        most={200}
        fresh={(items) => ({
          intent: names.find((name) => !items.some((each) => (each as { intent?: unknown }).intent === name)) ?? '',
        })}
        nameOf={(item) => String((item as { intent?: unknown }).intent ?? '')}
        portOf={portOf}
      >
        {(path, index) => <IntentSetting path={path} index={index} names={names} />}
      </ListSetting>
      <Section title={words.ask} open={ambiguous !== undefined}>
        <AmbiguousSetting />
      </Section>
      <Section title={words.sure} open={least !== undefined || onlyListed !== undefined}>
        <PercentSetting path={['least']} label={words.least} hint={words.leastHint} />
        <FlagSetting path={['only_listed']} label={words.onlyListed} hint={words.onlyListedHint} />
      </Section>
      <Section title={words.more} open={text !== undefined}>
        <ValueSetting path={['text']} label={words.text} />
      </Section>
    </Fields>
  )
}

function portOf(item: Json): string | null {
  const { intent, port = intent } = (item ?? {}) as { readonly intent?: Json; readonly port?: Json }
  return typeof port === 'string' ? port : null
}

/** An intent, the exit that it leaves by, and what it is called where people are asked. */
function IntentSetting(props: { readonly path: Path; readonly index: number; readonly names: readonly string[] }) {
  const { path, index, names } = props
  const words = useWords()
  const { edit } = useForm()
  const item = useField(path)
  const field = useField([...path, 'intent'])
  const intent = typeof field.value === 'string' ? field.value : ''
  const options = names.includes(intent) || intent === '' ? names : [...names, intent]
  return (
    <div className={styles.card}>
      <FieldProblems problems={item.problems} />
      {names.length === 0 ? (
        <TextSetting path={[...path, 'intent']} label={words.intent} />
      ) : (
        <FieldBox field={field}>
          <Select
            label={words.intent}
            value={intent === '' ? null : intent}
            options={options.map((value) => ({ value, label: value }))}
            onChange={(to) => edit((before) => changeIntent(before, index, to))}
            error={errorOf(field.problems)}
            disabled={field.readOnly}
          />
        </FieldBox>
      )}
      <PortSetting path={[...path, 'port']} label={words.port} hint={words.portHint} usual={intent} />
      <LiquidSetting path={[...path, 'label']} label={words.called} optional />
    </div>
  )
}

/** Whether people are asked which intent they meant, and how. */
function AmbiguousSetting() {
  const words = useWords()
  const field = useField(['ambiguous'])
  const isAsked = field.value !== undefined
  return (
    <>
      <FieldBox field={field}>
        <Checkbox
          label={
            <span>
              {words.asking}
              <span className={styles.hint} style={{ display: 'block' }}>
                {words.askingHint}
              </span>
            </span>
          }
          checked={isAsked}
          disabled={field.readOnly}
          onChange={(checked) => field.set(checked ? {} : undefined)}
        />
      </FieldBox>
      {isAsked ? (
        <>
          <LiquidSetting
            path={['ambiguous', 'text']}
            label={words.question}
            placeholder={words.questionPlaceholder}
            optional
            multiline
            formatted
          />
          <LiquidSetting
            path={['ambiguous', 'none']}
            label={words.nothing}
            placeholder={words.nothingPlaceholder}
            optional
          />
          <NumberSetting path={['ambiguous', 'most']} label={words.most} placeholder="3" optional />
          <PercentSetting path={['ambiguous', 'within']} label={words.within} usual={0.2} />
          <PercentSetting path={['ambiguous', 'least']} label={words.askLeast} usual={0.2} />
        </>
      ) : null}
    </>
  )
}
