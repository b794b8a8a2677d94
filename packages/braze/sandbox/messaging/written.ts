import { randomUUID } from 'node:crypto'
import { connectedAudience } from '@parley/braze/contract'
import { z } from 'zod'
import type { ControlProblem } from '../problem.ts'
import { type Campaign, states } from './campaign.ts'
import type { Canvas } from './canvas.ts'
import type { LiquidEngine } from './liquid/engine.ts'
import { LiquidProblem } from './liquid/problem.ts'
import { type Message, textsOf, writtenMessage } from './message.ts'

/** Campaigns and Canvases as the controls take them, since the dashboard that makes them otherwise is not part of an API. */

const MESSAGES = 50
const STEPS = 100
const LONGEST_DELAY = 366 * 24 * 60 * 60

const common = {
  id: z.string().min(1).max(255).exactOptional(),
  name: z.string().min(1).max(255),
  description: z.string().max(4096).default(''),
  tags: z.array(z.string().max(255)).max(100).default([]),
  state: z.enum(states).default('active'),
  audience: connectedAudience.exactOptional(),
  schedule: z
    .strictObject({
      time: z.iso.datetime({ offset: true }),
      schedule_type: z.enum(['local_time_zones', 'intelligent_delivery', 'UTC']).default('UTC'),
    })
    .exactOptional(),
} as const

export const writtenCampaign = z.strictObject({
  ...common,
  type: z.enum(['api_triggered', 'transactional']).default('api_triggered'),
  messages: z.array(writtenMessage).min(1).max(MESSAGES),
  postback_url: z.url().exactOptional(),
})

export const writtenCanvas = z.strictObject({
  ...common,
  variant_name: z.string().min(1).max(255).default('Variant 1'),
  steps: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(255).exactOptional(),
        name: z.string().min(1).max(255).exactOptional(),
        delay_seconds: z.number().min(0).max(LONGEST_DELAY).default(0),
        messages: z.array(writtenMessage).max(MESSAGES).default([]),
      }),
    )
    .min(1)
    .max(STEPS),
})

type Common = Pick<
  z.output<typeof writtenCampaign>,
  'id' | 'name' | 'description' | 'tags' | 'state' | 'audience' | 'schedule'
>

function readCommon(written: Common, now: number): Omit<Campaign, 'type' | 'messages' | 'postbackUrl'> {
  const { name, description, tags, state, audience, schedule } = written
  return {
    id: written.id ?? randomUUID(),
    name,
    description,
    tags,
    state,
    ...(audience !== undefined && { audience }),
    ...(schedule !== undefined && {
      schedule: { time: Date.parse(schedule.time), schedule_type: schedule.schedule_type },
    }),
    createdAt: now,
    updatedAt: now,
  }
}

export function readCampaign(written: z.output<typeof writtenCampaign>, now: number): Campaign {
  const { type, messages, postback_url: postbackUrl } = written
  return { ...readCommon(written, now), type, messages, ...(postbackUrl !== undefined && { postbackUrl }) }
}

export function readCanvas(written: z.output<typeof writtenCanvas>, now: number): Canvas {
  const steps = written.steps.map(({ id = randomUUID(), name, delay_seconds, messages }, index) => ({
    id,
    name: name ?? `Step ${index + 1}`,
    delaySeconds: delay_seconds,
    messages,
  }))
  return { ...readCommon(written, now), variant: { id: randomUUID(), name: written.variant_name }, steps }
}

/** What is wrong with the Liquid of the messages; the pointers begin with `path`. */
export function findBrokenLiquid(
  engine: LiquidEngine,
  messages: readonly Message[],
  path: string,
): ControlProblem | undefined {
  const errors = messages.flatMap(({ content }, index) =>
    [...textsOf(content)].flatMap(({ pointer, text }) => {
      const reason = reasonAgainst(engine, text)
      return reason === undefined ? [] : [{ pointer: `${path}/${index}${pointer}`, detail: reason }]
    }),
  )
  if (errors.length === 0) return undefined
  const detail = errors.map(({ pointer, detail: reason }) => `${pointer}: ${reason}`).join('; ')
  return { status: 400, code: 'broken-liquid', title: 'A text is not Liquid as Braze has it', detail, errors }
}

function reasonAgainst(engine: LiquidEngine, text: string): string | undefined {
  try {
    engine.read(text)
    return undefined
  } catch (error) {
    if (error instanceof LiquidProblem) return error.message
    throw error
  }
}
