import { z } from 'zod'
import type { Expression } from '../expression.ts'
import { idForm } from '../id.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Turn } from '../turn.ts'
import type { Values } from '../value.ts'
import { contentOf } from './ask.ts'
import { edges, meta, note } from './edges.ts'
import { type Arrival, leave, type Move, type NodeKind } from './node.ts'
import { compileSave, runSave, type Save, saveSource } from './save.ts'

export const waitSource = z.strictObject({
  kind: z.literal('wait'),
  for: z.string().optional().meta({ description: 'How long, "10m"; with "webhook" or "event": at most so long.' }),
  webhook: z
    .strictObject({ name: z.string().meta({ description: 'Last part of its address, …/webhooks/<name>.' }) })
    .optional()
    .meta({ description: 'Wait for a signed webhook; one that came before is taken at once.' }),
  event: z
    .strictObject({
      name: z.string().min(1).max(128).meta({ description: 'Name of the page event.' }),
      when: z.string().optional().meta({ description: 'CEL over `payload`, its properties; others are not it.' }),
    })
    .optional()
    .meta({ description: 'Wait for an event of the page that the person is on.' }),
  save: saveSource
    .optional()
    .meta({ description: 'Variable to CEL over `payload`, what came; what fails keeps its value.' }),
  to: edges.meta({
    description:
      'Port "next" when the time is over or what is waited for came, "timeout" when "for" is over before it came, "reply" when the person says something first.',
  }),
  note,
  meta,
})
type WaitSource = z.infer<typeof waitSource>

export interface WaitBody {
  readonly kind: 'wait'
  /** Milliseconds, `null`: for as long as it takes. */
  readonly for: number | null
  /** Name of the webhook, `null` when it waits for none. */
  readonly webhook: string | null
  readonly event: { readonly name: string; readonly when: Expression | null } | null
  readonly save: Save
  readonly reply: boolean
}

const awaits = (source: WaitSource) => source.webhook !== undefined || source.event !== undefined

export const wait: NodeKind<WaitSource, WaitBody> = {
  source: waitSource,
  ports: (source) => ({
    required: awaits(source) && source.for !== undefined ? ['next', 'timeout'] : ['next'],
    optional: ['reply'],
  }),
  compile(source, build) {
    checkWait(source, build)
    const { webhook, event } = source
    const when = event?.when
    return {
      kind: 'wait',
      for: source.for === undefined ? null : build.duration(source.for, ['for']),
      webhook: webhook?.name ?? null,
      event:
        event === undefined
          ? null
          : {
              name: event.name,
              when: when === undefined ? null : build.logic(when, ['event', 'when'], 'condition', { kind: 'payload' }),
            },
      save: compileSave(source.save, { kind: 'payload' }, build),
      reply: build.routed('reply'),
    }
  },
  pauses: () => true,
  leavesResult: awaits,
  known: (body, port) => (port === 'next' ? body.save.map(({ variable }) => variable) : []),
  enter(body, turn) {
    const early = body.webhook === null ? null : turn.takeWebhook(body.webhook)
    if (early !== null) return goOn(body, turn, early)
    if (body.for !== null) turn.setTimer('wait', body.for)
    return rest(body)
  },
  said(body, turn, said) {
    turn.hear(contentOf(said), false)
    return body.reply ? without(body, turn, 'reply') : rest(body)
  },
  fired: (body, turn) => without(body, turn, isTimeOnly(body) ? 'next' : 'timeout'),
  came(body, turn, arrival) {
    return isAwaited(body, turn, arrival) ? goOn(body, turn, arrival.payload) : null
  },
}

function checkWait(source: WaitSource, build: NodeBuild): void {
  const { webhook, event } = source
  if (webhook !== undefined && event !== undefined)
    build.problem('bad-wait', [], 'A wait is for a webhook or for an event, not for both.', 'Use two nodes.')
  if (source.for === undefined && !awaits(source))
    build.problem('bad-wait', [], 'This waits for nothing.', 'Give it "for", "webhook" or "event".')
  if (source.save !== undefined && !awaits(source))
    build.problem('bad-wait', ['save'], 'Time that passes brings nothing to save.', 'Remove "save".')
  if (webhook !== undefined && !idForm.test(webhook.name))
    build.problem(
      'bad-id',
      ['webhook', 'name'],
      `The name of the webhook "${webhook.name}" is not an id.`,
      'Use a lower-case letter, then up to 63 letters, digits and "_".',
    )
  const uses = source.save !== undefined || event?.when !== undefined
  if (uses && build.declared('payload') !== null)
    build.problem(
      'reserved-name',
      [],
      'Here "payload" is what came, and the variable "payload" cannot be read.',
      'Give the variable another name.',
    )
}

function isTimeOnly(body: WaitBody): boolean {
  return body.webhook === null && body.event === null
}

const resting: Move = { kind: 'stay', phase: { kind: 'time' } }

function rest(body: WaitBody): Move {
  return isTimeOnly(body) ? resting : { kind: 'stay', phase: { kind: 'event', timed: body.for !== null } }
}

function isAwaited(body: WaitBody, turn: Turn, { kind, name, payload }: Arrival): boolean {
  if (kind === 'webhook') return body.webhook === name
  if (body.event?.name !== name) return false
  const scope = {
    at: turn.at,
    language: turn.language,
    value: (each: string) => (each === 'payload' ? payload : turn.value(each)),
  }
  return body.event.when === null || body.event.when.evaluate(scope) === true
}

/** Leaves before what it waits for has come. */
function without(body: WaitBody, turn: Turn, port: string): Move {
  if (!isTimeOnly(body)) turn.setResult({ outcome: port, outputs: {} })
  return leave(port)
}

function goOn(body: WaitBody, turn: Turn, payload: Values): Move {
  turn.setResult({ outcome: 'next', outputs: payload })
  runSave(body.save, turn, { payload })
  return leave('next')
}
