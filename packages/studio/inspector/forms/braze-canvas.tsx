import { defineWords } from '../../app/words.ts'
import { Fields } from '../../fields/form.tsx'
import { LiquidSetting } from '../../fields/settings.tsx'
import { BrazeCall } from './braze-call.tsx'
import { BrazeProperties } from './braze-properties.tsx'
import { BrazeRecipients } from './braze-recipients.tsx'

const useWords = defineWords({
  en: {
    id: 'Canvas',
    hint: 'Its API identifier, from the bottom of the Canvas’s page in Braze.',
    context: 'Goes along (context)',
  },
  ko: { id: 'Canvas', hint: 'API 식별자. Braze의 Canvas 페이지 아래에 있습니다.', context: '함께 보낼 값 (context)' },
})

export function BrazeCanvasForm() {
  const words = useWords()
  return (
    <Fields>
      <LiquidSetting path={['canvas_id']} label={words.id} hint={words.hint} />
      <BrazeProperties path={['context']} label={words.context} />
      <BrazeRecipients properties="context" label={words.context} />
      <BrazeCall />
    </Fields>
  )
}
