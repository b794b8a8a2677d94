import { defineWords } from '../../app/words.ts'
import { Fields } from '../../fields/form.tsx'
import { FlagSetting, LiquidSetting, TextSetting } from '../../fields/settings.tsx'
import { MessagePreview } from '../content/message-preview.tsx'

const useWords = defineWords({
  en: {
    text: 'Last words',
    placeholder: 'Thank you! Goodbye.',
    outcome: 'How it ended',
    outcomeHint: 'For reports, for example completed. Of a called flow: the exit by which the caller goes on.',
    conversation: 'End the whole conversation',
    conversationHint: 'Also when another flow waits for this one.',
  },
  ko: {
    text: '마지막 말',
    placeholder: '감사합니다! 안녕히 가세요.',
    outcome: '어떻게 끝났는지',
    outcomeHint: '보고서에 쓰입니다. 예: completed. 불려 온 플로라면 부른 쪽이 나아갈 출구입니다.',
    conversation: '대화 전체를 끝내기',
    conversationHint: '다른 플로가 이 플로를 기다릴 때도 끝냅니다.',
  },
})

export function EndForm() {
  const words = useWords()
  return (
    <Fields>
      <LiquidSetting path={['text']} label={words.text} placeholder={words.placeholder} optional multiline formatted />
      <TextSetting path={['outcome']} label={words.outcome} hint={words.outcomeHint} placeholder="completed" optional />
      <FlagSetting path={['conversation']} label={words.conversation} hint={words.conversationHint} />
      <MessagePreview />
    </Fields>
  )
}
