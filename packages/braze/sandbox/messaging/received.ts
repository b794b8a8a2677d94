import { z } from 'zod'
import { createChanges, type Rows } from '../rows.ts'
import { showTime } from '../time.ts'
import type { MessageRecord } from './send-record.ts'

const named = z.object({ id: z.string(), name: z.string() }).readonly()
const receipt = z
  .object({
    kind: z.enum(['campaign', 'canvas']),
    id: z.string(),
    name: z.string(),
    /** `null`: the control group. */
    variation: named.nullable(),
    enteredAt: z.number(),
    /** Epoch milliseconds; absent while nothing arrived. */
    lastAt: z.number().exactOptional(),
    steps: z.array(z.object({ id: z.string(), name: z.string(), at: z.number() }).readonly()).readonly(),
  })
  .readonly()
type Receipt = z.output<typeof receipt>

interface Named {
  readonly id: string
  readonly name: string
}

/** What each profile got of which campaign and Canvas, as exports of profiles show it. */
export interface Received {
  readonly rows: Rows
  /** Notes that the profile entered a Canvas; `null` is the control group. */
  entered(brazeId: string, canvas: Named, variant: Named | null, at: number): void
  /** Notes a message that arrived. */
  noted(brazeId: string, source: Named & { readonly kind: Receipt['kind'] }, record: MessageRecord, at: number): void
  /** The last entry into a Canvas. */
  entryOf(brazeId: string, canvasId: string): { readonly at: number; readonly variant: Named | null } | undefined
  campaigns(brazeId: string): readonly object[]
  canvases(brazeId: string): readonly object[]
}

/** @param remembers whether there is a database that keeps the receipts */
export function createReceived(remembers = false): Received {
  const changes = createChanges(remembers)
  const byProfile = new Map<string, Map<string, Receipt>>()

  function of(brazeId: string, kind: Receipt['kind']): readonly Receipt[] {
    return [...(byProfile.get(brazeId)?.values() ?? [])].filter((one) => one.kind === kind)
  }

  function put(brazeId: string, made: Receipt): void {
    const receipts = byProfile.get(brazeId) ?? new Map<string, Receipt>()
    byProfile.set(brazeId, receipts)
    receipts.set(keyOf(made.kind, made.id), made)
    changes.mark(brazeId)
  }

  return {
    entered(brazeId, { id, name }, variation, at) {
      const { lastAt, steps = [] } = byProfile.get(brazeId)?.get(keyOf('canvas', id)) ?? {}
      const last = lastAt === undefined ? {} : { lastAt }
      put(brazeId, { kind: 'canvas', id, name, variation, enteredAt: at, ...last, steps })
    },
    noted(brazeId, { kind, id, name }, record, at) {
      const before = byProfile.get(brazeId)?.get(keyOf(kind, id))
      const steps = (before?.steps ?? []).filter((step) => step.id !== record.step?.id)
      put(brazeId, {
        kind,
        id,
        name,
        variation:
          kind === 'canvas' ? (before?.variation ?? null) : { id: record.message_variation_id, name: record.name },
        enteredAt: before?.enteredAt ?? at,
        lastAt: at,
        steps: record.step === undefined ? steps : [...steps, { ...record.step, at }],
      })
    },
    entryOf(brazeId, canvasId) {
      const found = byProfile.get(brazeId)?.get(keyOf('canvas', canvasId))
      return found && { at: found.enteredAt, variant: found.variation }
    },
    campaigns: (brazeId) =>
      of(brazeId, 'campaign').map(({ id, name, variation, lastAt }) => ({
        name,
        api_campaign_id: id,
        last_received: lastAt === undefined ? null : showTime(lastAt),
        variation_name: variation?.name ?? '',
        variation_api_id: variation?.id ?? '',
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
        variation_name: variation?.name ?? CONTROL,
        in_control: variation === null,
        steps_received: steps.map((step) => ({
          name: step.name,
          api_canvas_step_id: step.id,
          last_received: showTime(step.at),
        })),
      })),
    rows: {
      changes,
      read(brazeId) {
        const receipts = byProfile.get(brazeId)
        return receipts && [...receipts.values()]
      },
      load(saved) {
        for (const [brazeId, data] of saved) {
          for (const one of z.array(receipt).parse(data)) put(brazeId, one)
        }
      },
    },
  }
}

function keyOf(kind: Receipt['kind'], id: string): string {
  return `${kind} ${id}`
}

/** What the control group is called where a variant has a name. */
const CONTROL = 'Control'
