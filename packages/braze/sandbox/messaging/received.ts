import { z } from 'zod'
import type { Keepable } from '../assets/shelf.ts'
import { showTime } from '../time.ts'
import type { Source } from './dispatch.ts'
import type { MessageRecord } from './send-record.ts'

const receipt = z
  .object({
    kind: z.enum(['campaign', 'canvas']),
    id: z.string(),
    name: z.string(),
    variation: z.object({ id: z.string(), name: z.string() }),
    enteredAt: z.number(),
    /** Epoch milliseconds; absent while nothing arrived. */
    lastAt: z.number().exactOptional(),
    steps: z.array(z.object({ id: z.string(), name: z.string(), at: z.number() })),
  })
  .readonly()
type Receipt = z.output<typeof receipt>

/** What each profile got of which campaign and Canvas, as exports of profiles show it. */
export interface Received extends Keepable {
  note(brazeId: string, source: Source, record: MessageRecord | undefined, at: number): void
  campaigns(brazeId: string): readonly object[]
  canvases(brazeId: string): readonly object[]
}

const saved = z.array(z.tuple([z.string(), z.array(receipt)]))

export function createReceived(): Received {
  const byProfile = new Map<string, Map<string, Receipt>>()

  function of(brazeId: string, kind: Receipt['kind']): readonly Receipt[] {
    return [...(byProfile.get(brazeId)?.values() ?? [])].filter((one) => one.kind === kind)
  }

  return {
    note(brazeId, source, record, at) {
      const named = source.kind === 'canvas' ? source.canvas : source.campaign
      if (named === undefined) return
      const receipts = byProfile.get(brazeId) ?? new Map<string, Receipt>()
      byProfile.set(brazeId, receipts)
      const before = receipts.get(named.id)
      const kind = source.kind === 'canvas' ? 'canvas' : 'campaign'
      const message = { id: record?.message_variation_id ?? '', name: record?.name ?? '' }
      const steps = (before?.steps ?? []).filter(({ id }) => id !== record?.step?.id)
      if (record?.step !== undefined) steps.push({ ...record.step, at })
      const lastAt = record === undefined ? before?.lastAt : at
      receipts.set(named.id, {
        kind,
        id: named.id,
        name: named.name,
        variation: source.kind === 'canvas' ? source.canvas.variant : message,
        enteredAt: record === undefined ? at : (before?.enteredAt ?? at),
        ...(lastAt !== undefined && { lastAt }),
        steps,
      })
    },
    campaigns: (brazeId) =>
      of(brazeId, 'campaign').map(({ id, name, variation, lastAt }) => ({
        name,
        api_campaign_id: id,
        last_received: lastAt === undefined ? null : showTime(lastAt),
        variation_name: variation.name,
        variation_api_id: variation.id,
        engaged: {},
        converted: false,
        in_control: false,
      })),
    canvases: (brazeId) =>
      of(brazeId, 'canvas').map(({ id, name, variation, enteredAt, lastAt, steps }) => ({
        name,
        api_canvas_id: id,
        last_received_message: lastAt === undefined ? null : showTime(lastAt),
        last_entered: showTime(enteredAt),
        variation_name: variation.name,
        in_control: false,
        steps_received: steps.map((step) => ({
          name: step.name,
          api_canvas_step_id: step.id,
          last_received: showTime(step.at),
        })),
      })),
    save: () => [...byProfile].map(([brazeId, receipts]) => [brazeId, [...receipts.values()]]),
    load(json) {
      for (const [brazeId, receipts] of saved.parse(json)) {
        byProfile.set(brazeId, new Map(receipts.map((one) => [one.id, one])))
      }
    },
  }
}
