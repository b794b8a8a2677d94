import { defineWords } from '../../app/words.ts'
import { Fields } from '../../fields/form.tsx'
import { LiquidSetting } from '../../fields/settings.tsx'
import { BrazeCall } from './braze-call.tsx'
import { BrazeProperties } from './braze-properties.tsx'
import { BrazeRecipients } from './braze-recipients.tsx'

const useWords = defineWords({
  en: {
    id: 'Campaign',
    hint: 'Its API identifier, from the campaign’s page in Braze.',
    properties: 'Goes along (trigger properties)',
  },
  ko: {
    id: '캠페인',
    hint: 'API 식별자. Braze의 캠페인 페이지에 있습니다.',
    properties: '함께 보낼 값 (trigger properties)',
  },
})

export function BrazeCampaignForm() {
  const words = useWords()
  return (
    <Fields>
      <LiquidSetting path={['campaign_id']} label={words.id} hint={words.hint} />
      <BrazeProperties path={['trigger_properties']} label={words.properties} />
      <BrazeRecipients properties="trigger_properties" label={words.properties} />
      <BrazeCall />
    </Fields>
  )
}
