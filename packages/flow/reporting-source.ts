import { z } from 'zod'

/** What of a conversation may be told to Braze, and what it is called there unless the solution says otherwise. */
export const eventNames = {
  started: 'conversation_started',
  completed: 'flow_completed',
  abandoned: 'conversation_abandoned',
  handed_over: 'conversation_handed_over',
  rated: 'conversation_rated',
  idle: 'conversation_idle',
  answered: 'question_answered',
} as const

/** Something that can be reported. */
export type MomentName = keyof typeof eventNames

const logic = z.string().min(1).max(20_000)
const named = z.union([z.boolean(), z.string().max(1000)]).exactOptional()

/** `report` in `solution.ts`. */
export const reportSource = z.strictObject({
  events: z
    .union([
      z.literal(true),
      z.strictObject({
        started: named,
        completed: named,
        abandoned: named,
        handed_over: named,
        rated: named,
        idle: named,
        answered: named,
      }),
    ])
    .exactOptional(),
  attributes: z
    .record(z.string(), logic)
    .refine((given) => Object.keys(given).length <= 50, 'at most 50 attributes')
    .exactOptional(),
  if: logic.exactOptional(),
})

/** What of every conversation is told to Braze; nothing by default. */
export interface ReportSource {
  /**
   * `true`: all events but `answered`. Otherwise those that are named: `true` under its usual name, a text under this one.
   */
  readonly events?: true | { readonly [moment in MomentName]?: boolean | string }
  /** Attribute in Braze to CEL over variables, `conversation`, `contact` and `page`: `{ plan: 'plan' }`. */
  readonly attributes?: { readonly [attribute: string]: string }
  /** CEL; only where it holds at that moment: `contact.proved`. */
  readonly if?: string
}

const messageId = z.string().min(1).max(255)
const message = z.union([messageId, z.strictObject({ sandbox: messageId, prod: messageId })])
const nodeId = z.string().min(1).max(64)

/** One of `retarget` in `solution.ts`. */
export const retargetSource = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens')
      .max(64),
    when: z.enum(['abandoned', 'completed']),
    flow: nodeId.exactOptional(),
    at: z.array(nodeId).min(1).max(100).readonly().exactOptional(),
    if: logic.exactOptional(),
    after: z.string().max(64),
    once: z.string().max(64),
    canvas: message.exactOptional(),
    campaign: message.exactOptional(),
    context: z
      .record(z.string(), logic)
      .refine((given) => Object.keys(given).length <= 50, 'at most 50 values')
      .exactOptional(),
  })
  .refine(
    ({ canvas, campaign }) => (canvas === undefined) !== (campaign === undefined),
    'either "canvas" or "campaign"',
  )

/** The id of a Canvas or a campaign; by environment where it is not the same in both. */
type MessageId = string | { readonly sandbox: string; readonly prod: string }

/** A message of Braze that goes out some time after a conversation was left, unless the person has come back by then. */
export interface RetargetSource {
  /** Lower-case words joined by hyphens; how often it went out is remembered by it. */
  readonly name: string
  readonly when: 'abandoned' | 'completed'
  /** Only in this flow, or in one that it called. */
  readonly flow?: string
  /** Only at these nodes. A `call` stands for all of the flow that it calls. */
  readonly at?: readonly string[]
  /** CEL; only where it holds at that moment. */
  readonly if?: string
  /** How long after, `30m`. */
  readonly after: string
  /** It goes out to the same person at most once in this time, `7d`. */
  readonly once: string
  /** Exactly one of the two. */
  readonly canvas?: MessageId
  readonly campaign?: MessageId
  /** Name to CEL: the Canvas's context, the campaign's trigger properties, with the values of the moment it was left. */
  readonly context?: { readonly [name: string]: string }
}

/** As many rules as a solution may have. */
export const mostRetargets = 50
