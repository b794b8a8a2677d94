import { defineWords } from '../../app/words.ts'
import { Fields, Section, useField, useForm } from '../../fields/form.tsx'
import { LiquidSetting, NumberSetting } from '../../fields/settings.tsx'
import { VariableSetting } from '../../fields/variable-setting.tsx'
import { idFrom } from '../../variables/name.ts'
import { AnswerSetting } from '../answers/answer.tsx'
import { holdersOf, isAnswerType } from '../answers/answer-types.ts'
import { MessagePreview } from '../content/message-preview.tsx'
import { FreeWords } from './free-words.tsx'
import { IdleSetting } from './idle.tsx'

const useWords = defineWords({
  en: {
    text: 'The question',
    placeholder: 'What is your first name?',
    variable: 'Keep the answer in',
    wrong: 'When the answer is not right',
    retry: 'Say instead of the usual words',
    retryHint: 'Without it, Parley says itself what is wrong.',
    tries: 'Tries',
    triesHint: 'After so many wrong answers the exit “Too many tries” is taken. Without a number it asks for ever.',
    silent: 'When nobody answers',
  },
  ko: {
    text: '질문',
    placeholder: '이름이 무엇인가요?',
    variable: '답을 저장할 변수',
    wrong: '답이 맞지 않을 때',
    retry: '기본 안내 대신 할 말',
    retryHint: '비워 두면 무엇이 잘못되었는지 Parley가 알려 줍니다.',
    tries: '시도 횟수',
    triesHint: '이만큼 틀리면 “시도 초과” 출구로 나갑니다. 숫자가 없으면 계속 묻습니다.',
    silent: '답이 없을 때',
  },
})

export function AskForm() {
  const words = useWords()
  const { node } = useForm()
  const { value: type } = useField(['answer', 'type'])
  const { value: tries } = useField(['tries'])
  const { value: retry } = useField(['retry'])
  const { value: idle } = useField(['idle'])
  const holders = isAnswerType(type) ? holdersOf[type] : []
  return (
    <Fields>
      <LiquidSetting path={['text']} label={words.text} placeholder={words.placeholder} multiline formatted />
      <AnswerSetting />
      <VariableSetting
        path={['variable']}
        label={words.variable}
        types={holders}
        newName={idFrom(node ?? '')}
        newType={holders[0] ?? 'text'}
      />
      <MessagePreview />
      <Section title={words.wrong} open={tries !== undefined || retry !== undefined}>
        <LiquidSetting path={['retry']} label={words.retry} hint={words.retryHint} optional multiline formatted />
        <NumberSetting path={['tries']} label={words.tries} hint={words.triesHint} optional />
      </Section>
      <FreeWords />
      <Section title={words.silent} open={idle !== undefined}>
        <IdleSetting inNode />
      </Section>
    </Fields>
  )
}
