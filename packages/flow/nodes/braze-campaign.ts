import { z } from 'zod'
import { brazeKind, callMembers } from '../braze/call.ts'
import { propertiesSource } from '../braze/properties.ts'
import { recipientMembers } from '../braze/recipients.ts'
import { campaign, compileTrigger, type TriggerBody, triggerCall } from '../braze/trigger.ts'

export const brazeCampaignSource = z.strictObject({
  kind: z.literal('braze-campaign'),
  campaign_id: z.string().meta({ description: "Liquid; the campaign's API identifier." }),
  trigger_properties: propertiesSource,
  ...recipientMembers,
  recipients: z
    .array(z.strictObject({ ...recipientMembers, trigger_properties: propertiesSource }))
    .min(1)
    .optional()
    .meta({ description: 'Instead of "user": up to 50.' }),
  ...callMembers,
})

export interface BrazeCampaignBody extends TriggerBody {
  readonly kind: 'braze-campaign'
}

export const brazeCampaign = brazeKind<z.infer<typeof brazeCampaignSource>, BrazeCampaignBody>({
  source: brazeCampaignSource,
  compile(source, build) {
    const recipients = source.recipients?.map((each) => ({ ...each, properties: each.trigger_properties }))
    const shared = { ...source, id: source.campaign_id, properties: source.trigger_properties, recipients }
    return { kind: 'braze-campaign', ...compileTrigger(campaign, shared, build) }
  },
  call: (body, turn) => triggerCall(campaign, body, turn),
})
