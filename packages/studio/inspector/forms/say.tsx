import { defineWords } from '../../app/words.ts'
import { Fields } from '../../fields/form.tsx'
import { LiquidSetting } from '../../fields/settings.tsx'
import { BotContentSetting } from '../content/bot-content.tsx'
import { MessagePreview } from '../content/message-preview.tsx'

const useWords = defineWords({
  en: {
    text: 'What the bot says',
    hint: 'Lines that begin with - are a list.',
    placeholder: 'Hello! How can I help?',
  },
  ko: {
    text: '봇이 하는 말',
    hint: '-로 시작하는 줄은 목록이 됩니다.',
    placeholder: '안녕하세요! 무엇을 도와드릴까요?',
  },
})

export function SayForm() {
  const words = useWords()
  return (
    <Fields>
      <LiquidSetting
        path={['text']}
        label={words.text}
        hint={words.hint}
        placeholder={words.placeholder}
        multiline
        formatted
      />
      <BotContentSetting />
      <MessagePreview />
    </Fields>
  )
}
