/** What free words may mean anywhere in a flow, beside answering the question. */
import { Link, useParams } from 'react-router'
import { defineWords } from '../app/words.ts'
import { FieldProblems } from '../fields/field-problems.tsx'
import fieldStyles from '../fields/fields.module.css'
import { FieldBox, Fields, useField, useForm } from '../fields/form.tsx'
import { MapSetting } from '../fields/map-setting.tsx'
import type { Path } from '../fields/path.ts'
import { PercentSetting } from '../fields/percent-setting.tsx'
import { ChoiceSetting, FlagSetting, LiquidSetting } from '../fields/settings.tsx'
import { useFlow, useFlowNames } from '../source/hooks.ts'
import type { JsonObject } from '../source/json.ts'
import { Checkbox, Select } from '../ui/index.ts'
import { useNluNames } from './forms/nlu-names.ts'

const useWords = defineWords({
  en: {
    on: 'Understand free words anywhere in this flow',
    onHint:
      'People may ask something, correct themselves or say thanks while a question is open. It is asked again afterwards.',
    intents: 'What they may ask at any time',
    intentsHint: 'For each intent what happens, whatever was asked.',
    intent: 'Intent',
    add: 'Add an intent',
    noIntents: 'The solution has no intents yet.',
    make: 'Write examples of what people say',
    what: 'Then',
    whats: {
      answer: 'Answer it, and ask the question again',
      flow: 'Run a flow, and ask the question again',
      to: 'Go on at another node',
      label: 'Nothing: it only has a name',
    },
    answer: 'The answer',
    answerPlaceholder: 'We are open from 9 to 5.',
    flow: 'Flow to run',
    to: 'Node to go on at',
    label: 'Called, where people are asked which they meant',
    understood: 'Say when words filled variables that were not asked for yet',
    understoodPlaceholder: 'Noted.',
    corrections: 'People may correct what they said',
    correctionsHint: '“No, Busan” or “change my city to Busan” changes the variable.',
    corrected: 'Say when something was corrected',
    correctedHint: 'Empty: Parley says itself what it is now.',
    smallTalk: 'Answer greetings and thanks',
    smallTalkHint: '“Hello”, “thank you”, “who are you?”, in Parley’s own words, in 12 languages.',
    zone: '“Tomorrow” is meant in the time zone',
    zoneUsual: 'Of the profile, otherwise UTC',
    sure: 'How sure it has to be',
    least: 'Where the words are no answer',
    leastHint: 'Empty: what the solution has learned.',
    sureLabel: 'Where the words would be an answer too',
    sureHint: 'High, so that an answer is not taken for a question.',
  },
  ko: {
    on: '이 플로 어디서나 자유로운 말 이해하기',
    onHint: '질문이 열려 있는 동안에도 다른 것을 묻거나, 고쳐 말하거나, 인사할 수 있습니다. 그런 다음 다시 묻습니다.',
    intents: '언제든 물을 수 있는 것',
    intentsHint: '무엇을 물었든, 의도마다 할 일.',
    intent: '의도',
    add: '의도 추가',
    noIntents: '솔루션에 아직 의도가 없습니다.',
    make: '사람들이 하는 말의 예 작성하기',
    what: '그러면',
    whats: {
      answer: '답하고 다시 묻기',
      flow: '플로를 실행하고 다시 묻기',
      to: '다른 노드에서 이어 가기',
      label: '아무것도 안 함: 이름만 있음',
    },
    answer: '답',
    answerPlaceholder: '9시부터 5시까지 엽니다.',
    flow: '실행할 플로',
    to: '이어 갈 노드',
    label: '무엇을 뜻했는지 물을 때 부르는 이름',
    understood: '아직 묻지 않은 변수를 채웠을 때 할 말',
    understoodPlaceholder: '알겠습니다.',
    corrections: '말한 것을 고칠 수 있음',
    correctionsHint: '“아니, 부산이요”, “도시를 부산으로 바꿔 줘”라고 하면 변수가 바뀝니다.',
    corrected: '고쳤을 때 할 말',
    correctedHint: '비우면 무엇으로 바뀌었는지 Parley가 말합니다.',
    smallTalk: '인사와 감사에 답하기',
    smallTalkHint: '“안녕하세요”, “고마워요”, “누구세요?”에 12개 언어로 Parley의 말로 답합니다.',
    zone: '“내일”을 헤아릴 시간대',
    zoneUsual: '프로필의 시간대, 없으면 UTC',
    sure: '얼마나 확실해야 하는지',
    least: '답이 아닌 말일 때',
    leastHint: '비우면 솔루션이 학습한 값을 씁니다.',
    sureLabel: '답도 될 수 있는 말일 때',
    sureHint: '답을 질문으로 잘못 알아듣지 않도록 높게 둡니다.',
  },
})

const at = (...path: Path): Path => ['understanding', ...path]

export function UnderstandingSetting() {
  const words = useWords()
  const field = useField(at())
  const { value: corrections } = useField(at('corrections'))
  return (
    <Fields>
      <FieldBox field={field}>
        <Checkbox
          label={
            <span>
              {words.on}
              <span className={fieldStyles.hint} style={{ display: 'block' }}>
                {words.onHint}
              </span>
            </span>
          }
          checked={field.value !== undefined}
          disabled={field.readOnly}
          onChange={(checked) => field.set(checked ? {} : undefined)}
        />
      </FieldBox>
      {field.value === undefined ? null : (
        <>
          <IntentsSetting />
          <FlagSetting path={at('corrections')} label={words.corrections} hint={words.correctionsHint} />
          {corrections === true ? (
            <LiquidSetting
              path={at('corrected')}
              label={words.corrected}
              hint={words.correctedHint}
              optional
              multiline
              formatted
            />
          ) : null}
          <FlagSetting path={at('small_talk')} label={words.smallTalk} hint={words.smallTalkHint} />
          <LiquidSetting
            path={at('understood')}
            label={words.understood}
            placeholder={words.understoodPlaceholder}
            optional
            multiline
            formatted
          />
          <ChoiceSetting
            path={at('time_zone')}
            label={words.zone}
            optional
            none={words.zoneUsual}
            options={timeZones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          />
          <fieldset className={fieldStyles.card} aria-label={words.sure}>
            <span className={fieldStyles.label}>{words.sure}</span>
            <PercentSetting path={at('least')} label={words.least} hint={words.leastHint} />
            <PercentSetting path={at('sure')} label={words.sureLabel} hint={words.sureHint} usual={0.85} />
          </fieldset>
        </>
      )}
    </Fields>
  )
}

const timeZones = ['UTC', ...Intl.supportedValuesOf('timeZone')]

/** What each intent does wherever it is meant. */
function IntentsSetting() {
  const words = useWords()
  const { solution = '' } = useParams()
  const { intents } = useNluNames()
  return (
    <>
      <MapSetting
        path={at('intents')}
        label={words.intents}
        hint={words.intentsHint}
        nameLabel={words.intent}
        add={words.add}
        options={intents.map((name) => ({ name }))}
        fresh={() => ({ answer: '' })}
        optional
      >
        {(path) => <IntentWay path={path} />}
      </MapSetting>
      {intents.length > 0 ? null : (
        <span className={fieldStyles.hint}>
          {words.noIntents} <Link to={`/s/${solution}/understanding`}>{words.make}</Link>
        </span>
      )}
    </>
  )
}

const ways = ['answer', 'flow', 'to'] as const
type What = (typeof ways)[number] | 'label'

function IntentWay({ path }: { readonly path: Path }) {
  const words = useWords()
  const { flow } = useForm()
  const file = useFlow(flow)
  const flows = useFlowNames().filter((name) => name !== flow)
  const field = useField(path)
  const given = (field.value ?? {}) as JsonObject
  const what: What = ways.find((way) => given[way] !== undefined) ?? 'label'
  const change = (to: What): void => {
    if (to === what) return
    const { answer: _answer, flow: _flow, to: _to, ...kept } = given
    field.set(to === 'label' ? kept : { ...kept, [to]: '' })
  }
  return (
    <Fields>
      <FieldProblems problems={field.problems} />
      <Select
        label={words.what}
        value={what}
        disabled={field.readOnly}
        options={[...ways, 'label' as const].map((value) => ({ value, label: words.whats[value] }))}
        onChange={change}
      />
      {given.answer === undefined ? null : (
        <LiquidSetting
          path={[...path, 'answer']}
          label={words.answer}
          placeholder={words.answerPlaceholder}
          multiline
          formatted
        />
      )}
      {given.flow === undefined ? null : (
        <ChoiceSetting
          path={[...path, 'flow']}
          label={words.flow}
          options={flows.map((value) => ({ value, label: value }))}
        />
      )}
      {given.to === undefined ? null : (
        <ChoiceSetting
          path={[...path, 'to']}
          label={words.to}
          options={Object.keys(file?.nodes ?? {}).map((value) => ({ value, label: value }))}
        />
      )}
      <LiquidSetting path={[...path, 'label']} label={words.label} optional />
    </Fields>
  )
}
