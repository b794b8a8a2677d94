import { hash } from 'node:crypto'
import { z } from 'zod'
import type { ControlProblem } from '../problem.ts'
import type { Canvas, Variant } from './canvas.ts'
import { type CanvasStep, messagesOf, pathsOf } from './canvas-step.ts'
import type { LiquidEngine } from './liquid/engine.ts'
import type { Json } from './message.ts'
import { showCriteria, showDeed, showStep } from './shown-step.ts'
import { findBrokenLiquid, findBrokenTexts, readCommon, writtenCommon } from './written.ts'
import { addsUp, readCriteria, readDeed, readStep, writtenCriteria, writtenDeeds, writtenStep } from './written-step.ts'

/** Canvases as the control takes and shows them. */

const STEPS = 100
const VARIANTS = 8

const writtenVariant = z.strictObject({
  id: z.string().min(1).max(255).exactOptional(),
  name: z.string().min(1).max(255),
  percentage: z.number().min(0).max(100),
  /** Without it, the first of the steps; `null` is a variant in which nothing happens. */
  first_step: z.string().min(1).max(255).nullable().exactOptional(),
})

export const writtenCanvas = z
  .strictObject({
    ...writtenCommon,
    /** Short for one variant. */
    variant_name: z.string().min(1).max(255).exactOptional(),
    variants: z.array(writtenVariant).min(1).max(VARIANTS).exactOptional(),
    control_percentage: z.number().min(0).max(100).default(0),
    entry: z.strictObject({ triggers: writtenDeeds.min(1) }).exactOptional(),
    reentry: z
      .union([z.literal(false), z.strictObject({ after_seconds: z.number().min(0).max(1e9) })])
      .default({ after_seconds: 0 }),
    exit: z
      .strictObject({ triggers: writtenDeeds.min(1).exactOptional(), criteria: writtenCriteria.exactOptional() })
      .exactOptional(),
    steps: z.array(writtenStep).min(1).max(STEPS),
  })
  .refine(({ variants, control_percentage: rest }) => variants === undefined || addsUp(variants, rest), {
    error: 'the percentages of the variants and control_percentage must add up to 100',
    path: ['variants'],
  })
  .refine(({ variants, variant_name: name }) => variants === undefined || name === undefined, {
    error: 'is for Canvases without variants',
    path: ['variant_name'],
  })
export type WrittenCanvas = z.output<typeof writtenCanvas>

export function readCanvas(written: WrittenCanvas, now: number): Canvas {
  const { entry, reentry, exit } = written
  const common = readCommon(written, now)
  const ids = written.steps.map(({ id }, index) => id ?? idFrom(common.id, `step ${index}`))
  const steps = written.steps.map((step, index) => {
    const own = { id: ids[index] ?? '', name: step.name ?? `Step ${index + 1}` }
    return readStep(step, own, ids[index + 1] ?? null)
  })
  return {
    ...common,
    variants: readVariants(written, common.id, ids[0] ?? null),
    entryDeeds: (entry?.triggers ?? []).map(readDeed),
    reentrySeconds: reentry === false ? null : reentry.after_seconds,
    exitDeeds: (exit?.triggers ?? []).map(readDeed),
    ...(exit?.criteria !== undefined && { exitCriteria: readCriteria(exit.criteria) }),
    steps,
  }
}

function readVariants(written: WrittenCanvas, canvasId: string, first: string | null): readonly Variant[] {
  const { variants, variant_name: name = 'Variant 1', control_percentage: control } = written
  if (variants === undefined) {
    return [{ id: idFrom(canvasId, 'variant 0'), name, percentage: 100 - control, firstStepId: first }]
  }
  return variants.map((one, index) => ({
    id: one.id ?? idFrom(canvasId, `variant ${index}`),
    name: one.name,
    percentage: one.percentage,
    firstStepId: one.first_step === undefined ? first : one.first_step,
  }))
}

/** An id that is the same when the Canvas is written again, so that those under way in it find their place. */
function idFrom(canvasId: string, what: string): string {
  const digits = hash('sha256', JSON.stringify([canvasId, what]))
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => digits.slice(from, to))
    .join('-')
}

/** What is wrong with a Canvas that has the right shape. */
export function findCanvasProblem(engine: LiquidEngine, { steps, variants }: Canvas): ControlProblem | undefined {
  return (
    steps.map((step, index) => findTextProblem(engine, step, index)).find((one) => one !== undefined) ??
    findSameIds(steps) ??
    findSameIds(variants) ??
    findSameIds(steps.flatMap(messagesOf)) ??
    findLostStep(steps, variants)
  )
}

function findTextProblem(engine: LiquidEngine, step: CanvasStep, index: number): ControlProblem | undefined {
  if (step.kind === 'user_update') {
    return findBrokenTexts(engine, step.attributes as Json, `/steps/${index}/attributes`)
  }
  return findBrokenLiquid(engine, messagesOf(step), `/steps/${index}/messages`)
}

export function findSameIds(things: readonly { readonly id: string }[]): ControlProblem | undefined {
  const ids = things.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice === undefined) return undefined
  return { status: 400, code: 'same-id', title: 'An id is there twice', detail: `${twice} names more than one thing.` }
}

/** A way that leads to a step which is not there. */
function findLostStep(steps: readonly CanvasStep[], variants: readonly Variant[]): ControlProblem | undefined {
  const known = new Set(steps.map(({ id }) => id))
  const ways = [
    ...variants.map(({ firstStepId }, index) => ({ pointer: `/variants/${index}/first_step`, next: firstStepId })),
    ...steps.flatMap((step, index) => pathsOf(step).map(({ next }) => ({ pointer: `/steps/${index}`, next }))),
  ]
  const lost = ways.find(({ next }) => next !== null && !known.has(next))
  if (lost === undefined) return undefined
  const detail = `${lost.pointer} leads to ${lost.next}, which is the id of no step. Give the step that id, or null to end there.`
  return {
    status: 400,
    code: 'unknown-step',
    title: 'A path leads to a step that is not there',
    detail,
    errors: [{ pointer: lost.pointer, detail }],
  }
}

type Members = Pick<Canvas, 'variants' | 'entryDeeds' | 'reentrySeconds' | 'exitDeeds' | 'exitCriteria' | 'steps'>

/** The members that only Canvases have, as the control takes them. */
export function showCanvas({ variants, entryDeeds, reentrySeconds, exitDeeds, exitCriteria, steps }: Members): object {
  const shares = variants.reduce((sum, { percentage }) => sum + percentage, 0)
  const exit = {
    ...(exitDeeds.length > 0 && { triggers: exitDeeds.map(showDeed) }),
    ...(exitCriteria !== undefined && { criteria: showCriteria(exitCriteria) }),
  }
  return {
    variants: variants.map(({ id, name, percentage, firstStepId }) => ({
      id,
      name,
      percentage,
      first_step: firstStepId,
    })),
    control_percentage: Math.max(0, Math.round((100 - shares) * 1000) / 1000),
    ...(entryDeeds.length > 0 && { entry: { triggers: entryDeeds.map(showDeed) } }),
    reentry: reentrySeconds === null ? false : { after_seconds: reentrySeconds },
    ...(Object.keys(exit).length > 0 && { exit }),
    steps: steps.map(showStep),
  }
}
