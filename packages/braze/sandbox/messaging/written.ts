import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { boundedAudience } from '../audience.ts'
import type { ControlProblem } from '../problem.ts'
import { type Campaign, states } from './campaign.ts'
import type { LiquidEngine } from './liquid/engine.ts'
import { LiquidProblem } from './liquid/problem.ts'
import { type Json, type Message, textsOf, writtenMessage } from './message.ts'

/** Campaigns as the controls take them, since the dashboard that makes them otherwise is not part of an API; and what Canvases share. */

export const MESSAGES = 50

export const writtenCommon = {
  id: z.string().min(1).max(255).exactOptional(),
  name: z.string().min(1).max(255),
  description: z.string().max(4096).default(''),
  tags: z.array(z.string().max(255)).max(100).default([]),
  state: z.enum(states).default('active'),
  audience: boundedAudience.exactOptional(),
  schedule: z
    .strictObject({
      time: z.iso.datetime({ offset: true }),
      schedule_type: z.enum(['local_time_zones', 'intelligent_delivery', 'UTC']).default('UTC'),
    })
    .exactOptional(),
} as const

export const writtenCampaign = z.strictObject({
  ...writtenCommon,
  type: z.enum(['api_triggered', 'transactional']).default('api_triggered'),
  messages: z.array(writtenMessage).min(1).max(MESSAGES),
  postback_url: z.url().exactOptional(),
})

export type WrittenCommon = Pick<
  z.output<typeof writtenCampaign>,
  'id' | 'name' | 'description' | 'tags' | 'state' | 'audience' | 'schedule'
>

export function readCommon(written: WrittenCommon, now: number): Omit<Campaign, 'type' | 'messages' | 'postbackUrl'> {
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

/** What is wrong with the Liquid of the messages; the pointers begin with `path`. */
export function findBrokenLiquid(
  engine: LiquidEngine,
  messages: readonly Message[],
  path: string,
): ControlProblem | undefined {
  return findBrokenTexts(
    engine,
    Object.fromEntries(messages.entries().map(([index, { content }]) => [index, content])),
    path,
  )
}

/** What is wrong with the Liquid somewhere in the value. */
export function findBrokenTexts(engine: LiquidEngine, value: Json, path: string): ControlProblem | undefined {
  const errors = [...textsOf(value)].flatMap(({ pointer, text }) => {
    const reason = reasonAgainst(engine, text)
    return reason === undefined ? [] : [{ pointer: `${path}${pointer}`, detail: reason }]
  })
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
