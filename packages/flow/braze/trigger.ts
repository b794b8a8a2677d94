import type { BrazeCallName } from '../braze-facts.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Text } from '../template.ts'
import type { Turn } from '../turn.ts'
import { type Call, type CallBody, type CallSource, callBody } from './call.ts'
import { compileName } from './name.ts'
import { compileProperties, type Properties, propertiesMember } from './properties.ts'
import {
  checkCount,
  compileRecipient,
  type Recipient,
  type RecipientSource,
  recipientOf,
  recipientPoints,
} from './recipients.ts'
import { nobody } from './user.ts'

/** What Braze sends when an API call triggers it. */
export interface Trigger {
  readonly action: BrazeCallName
  /** In words, for problems. */
  readonly what: string
  /** The member that says which one. */
  readonly id: 'canvas_id' | 'campaign_id'
  /** What it calls the values that go with it. */
  readonly properties: 'context' | 'trigger_properties'
}

export const canvas: Trigger = {
  action: 'braze.canvas.trigger.send',
  what: 'Canvas',
  id: 'canvas_id',
  properties: 'context',
}

export const campaign: Trigger = {
  action: 'braze.campaigns.trigger.send',
  what: 'campaign',
  id: 'campaign_id',
  properties: 'trigger_properties',
}

/** The node's settings under names that all triggers share. */
export interface TriggerSource extends CallSource, RecipientSource {
  readonly id: string
  readonly recipients?: readonly RecipientSource[] | undefined
}

export interface TriggerBody extends CallBody {
  readonly id: Text
  /** For all recipients. */
  readonly properties: Properties
  readonly recipients: readonly Recipient[]
}

export function compileTrigger(trigger: Trigger, source: TriggerSource, build: NodeBuild): TriggerBody {
  const { user, attributes, send_to_existing_only, recipients } = source
  if (recipients !== undefined) {
    checkCount(recipients.length, build)
    if (user !== undefined || attributes !== undefined || send_to_existing_only !== undefined)
      build.problem(
        'braze-identifier',
        ['recipients'],
        'Here are both one recipient and a list of them.',
        'Move "user", "attributes" and "send_to_existing_only" into the list.',
      )
  }
  const compiled =
    recipients === undefined
      ? [compileRecipient({ user, attributes, send_to_existing_only }, trigger.properties, build, [])]
      : recipients.map((each, index) => compileRecipient(each, trigger.properties, build, ['recipients', index]))
  return {
    ...callBody(source, build, recipientPoints(compiled)),
    id: compileName(source.id, `id of the ${trigger.what}`, build, [trigger.id]),
    properties: compileProperties(source.properties, [], build, [trigger.properties]),
    recipients: compiled,
  }
}

export function triggerCall(trigger: Trigger, body: TriggerBody, turn: Turn): Call {
  const id = turn.render(body.id).trim()
  const recipients = body.recipients
    .map((each) => recipientOf(each, trigger.properties, turn))
    .filter((each) => each !== null)
  const refused = id === '' ? `The id of the ${trigger.what} is blank.` : recipients.length === 0 ? nobody : undefined
  return {
    action: trigger.action,
    body: { [trigger.id]: id, ...propertiesMember(trigger.properties, body.properties, turn), recipients },
    ...(refused !== undefined && { refused }),
  }
}
