import type { NodeKindName } from '@parley/flow'

/**
 * The members of each kind that its form edits. What the language has besides is offered below the form, made of the schema; a test holds
 * this against the schema.
 */
export const formMembers: { readonly [kind in NodeKindName]: readonly string[] } = {
  say: ['text', 'content'],
  ask: ['text', 'answer', 'variable', 'retry', 'tries', 'idle', 'fills', 'understood', 'skip_known', 'understands'],
  branch: ['cases'],
  set: ['set', 'language'],
  action: ['action', 'mode', 'input', 'timeout', 'save', 'decision'],
  wait: ['for', 'webhook', 'event', 'save'],
  call: ['flow', 'input', 'save'],
  experiment: ['name', 'variants'],
  hours: ['time_zone', 'open', 'holidays', 'opens_at'],
  'hand-over': ['text', 'skill', 'brief', 'wait'],
  understand: ['text', 'intents', 'least', 'only_listed', 'ambiguous'],
  end: ['text', 'outcome', 'conversation'],
  'braze-track': [
    'user',
    'attributes',
    'events',
    'purchases',
    'merge_objects',
    'update_existing_only',
    'deltas',
    'mode',
    'timeout',
  ],
  'braze-look-up': ['user', 'read', 'timeout'],
  'braze-alias': ['user', 'name', 'label', 'mode', 'timeout'],
  'braze-identify': ['external_id', 'user', 'mode', 'timeout'],
  'braze-subscribe': ['user', 'group', 'channel', 'state', 'double_opt_in', 'mode', 'timeout'],
  'braze-canvas': [
    'canvas_id',
    'context',
    'user',
    'attributes',
    'send_to_existing_only',
    'recipients',
    'mode',
    'timeout',
  ],
  'braze-campaign': [
    'campaign_id',
    'trigger_properties',
    'user',
    'attributes',
    'send_to_existing_only',
    'recipients',
    'mode',
    'timeout',
  ],
}

/** What every node has, edited beside the form. */
export const sharedMembers = ['kind', 'to', 'note', 'meta']
