import { z } from 'zod'
import { brazeKind, callMembers } from '../braze/call.ts'
import { propertiesSource } from '../braze/properties.ts'
import { recipientMembers } from '../braze/recipients.ts'
import { canvas, compileTrigger, type TriggerBody, triggerCall } from '../braze/trigger.ts'

export const brazeCanvasSource = z.strictObject({
  kind: z.literal('braze-canvas'),
  canvas_id: z.string().meta({ description: "Liquid; the Canvas's API identifier." }),
  context: propertiesSource,
  ...recipientMembers,
  recipients: z
    .array(z.strictObject({ ...recipientMembers, context: propertiesSource }))
    .min(1)
    .optional()
    .meta({ description: 'Instead of "user": up to 50.' }),
  ...callMembers,
})

export interface BrazeCanvasBody extends TriggerBody {
  readonly kind: 'braze-canvas'
}

export const brazeCanvas = brazeKind<z.infer<typeof brazeCanvasSource>, BrazeCanvasBody>({
  source: brazeCanvasSource,
  compile(source, build) {
    const recipients = source.recipients?.map((each) => ({ ...each, properties: each.context }))
    const shared = { ...source, id: source.canvas_id, properties: source.context, recipients }
    return { kind: 'braze-canvas', ...compileTrigger(canvas, shared, build) }
  },
  call: (body, turn) => triggerCall(canvas, body, turn),
})
