import { defineWords } from '../../app/words.ts'
import { Fields } from '../../fields/form.tsx'
import { DurationSetting, LiquidSetting } from '../../fields/settings.tsx'
import { MessagePreview } from '../content/message-preview.tsx'

const useWords = defineWords({
  en: {
    text: 'Said to the person beforehand',
    placeholder: 'One moment, a colleague will be with you.',
    skill: 'What the colleague must be able to do',
    skillHint: 'For example billing. Empty: anybody can take it.',
    brief: 'What the colleague should know',
    briefPlaceholder: 'Asks about {{ topic }}.',
    wait: 'Stays with them for at most',
    waitHint: 'When it is over, the exit “Time over” is taken. Empty: as long as it takes.',
  },
  ko: {
    text: '먼저 사람에게 할 말',
    placeholder: '잠시만요, 담당자가 곧 도와드립니다.',
    skill: '담당자가 할 수 있어야 하는 일',
    skillHint: '예: 결제. 비우면 누구나 받을 수 있습니다.',
    brief: '담당자가 알아야 할 것',
    briefPlaceholder: '{{ topic }}에 대해 문의합니다.',
    wait: '최대로 맡는 시간',
    waitHint: '시간이 끝나면 “시간 초과” 출구로 나갑니다. 비우면 끝날 때까지 맡습니다.',
  },
})

export function HandOverForm() {
  const words = useWords()
  return (
    <Fields>
      <LiquidSetting path={['text']} label={words.text} placeholder={words.placeholder} optional multiline formatted />
      <LiquidSetting path={['skill']} label={words.skill} hint={words.skillHint} optional />
      <LiquidSetting
        path={['brief']}
        label={words.brief}
        placeholder={words.briefPlaceholder}
        optional
        multiline
        form="plain"
      />
      <DurationSetting path={['wait']} label={words.wait} hint={words.waitHint} placeholder="30m" optional />
      <MessagePreview />
    </Fields>
  )
}
