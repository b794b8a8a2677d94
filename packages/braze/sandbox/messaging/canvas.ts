import { z } from 'zod'
import { definitionShape } from './campaign.ts'
import { message } from './message.ts'

/** A step waits, then sends its messages; a step without messages only waits. */
export const canvasStep = z
  .object({
    id: z.string(),
    name: z.string(),
    delaySeconds: z.number(),
    messages: z.array(message).readonly(),
  })
  .readonly()
export type CanvasStep = z.output<typeof canvasStep>

/** A Canvas with one variant, its steps one after the other. */
export const canvas = z
  .object({
    ...definitionShape,
    variant: z.object({ id: z.string(), name: z.string() }).readonly(),
    steps: z.array(canvasStep).readonly(),
  })
  .readonly()
export type Canvas = z.output<typeof canvas>
