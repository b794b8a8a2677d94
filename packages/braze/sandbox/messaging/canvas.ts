import { z } from 'zod'
import { deedPattern } from '../deed.ts'
import { definitionShape } from './campaign.ts'
import { type CanvasStep, canvasStep, criteria } from './canvas-step.ts'
import { pickShare, shareOf } from './share.ts'

const variant = z
  .object({
    id: z.string(),
    name: z.string(),
    /** Of everybody who enters. */
    percentage: z.number(),
    /** `null`: a variant in which nothing happens. */
    firstStepId: z.string().nullable(),
  })
  .readonly()
export type Variant = z.output<typeof variant>

/** A Canvas: who enters it, and the steps that they take. Who is in no variant is in the control group, and gets nothing. */
const definition = z
  .object({
    ...definitionShape,
    variants: z.array(variant).readonly(),
    /** What lets people in besides requests and a schedule. */
    entryDeeds: z.array(deedPattern).readonly(),
    /** Seconds after an entry before the next; `null`: one entry in a life. */
    reentrySeconds: z.number().nullable(),
    /** What makes people leave at the end of the step that they are in. */
    exitDeeds: z.array(deedPattern).readonly(),
    exitCriteria: criteria.exactOptional(),
    steps: z.array(canvasStep).readonly(),
  })
  .readonly()
export type Canvas = z.output<typeof definition>

export const canvas: z.ZodType<Canvas> = z.preprocess(migrate, definition)

const linear = z.looseObject({
  variant: z.object({ id: z.string(), name: z.string() }),
  steps: z.array(z.looseObject({ id: z.string() })),
})

/** Canvases were kept as one row of messages with delays. */
function migrate(saved: unknown): unknown {
  const read = linear.safeParse(saved)
  if (!read.success) return saved
  const { variant: only, steps, ...rest } = read.data
  return {
    ...rest,
    variants: [{ ...only, percentage: 100, firstStepId: steps[0]?.id ?? null }],
    entryDeeds: [],
    reentrySeconds: 0,
    exitDeeds: [],
    steps: steps.map((step, index) => ({ ...step, kind: 'message', next: steps[index + 1]?.id ?? null })),
  }
}

/** The variant that falls to the profile, the same each time; `undefined` for the control group. */
export function drawVariant({ id, variants }: Canvas, brazeId: string): Variant | undefined {
  return pickShare(variants, shareOf(id, brazeId))
}

export function findStep({ steps }: Canvas, id: string | null): CanvasStep | undefined {
  return id === null ? undefined : steps.find((step) => step.id === id)
}
