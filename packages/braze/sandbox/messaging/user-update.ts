import { applyChange, type Writable } from '../change.ts'
import type { Clock } from '../clock.ts'
import type { Profile } from '../profile.ts'
import { readAttributes } from '../track/attributes.ts'
import { lenientContext } from '../track/reading.ts'
import type { Canvas } from './canvas.ts'
import type { CanvasStep } from './canvas-step.ts'
import type { Delivery } from './delivery.ts'
import { newDispatchId } from './dispatch-id.ts'
import type { Journey } from './journey.ts'
import type { JsonObject } from './message.ts'
import { originInCanvas } from './step-messages.ts'

export type UpdateStep = Extract<CanvasStep, { readonly kind: 'user_update' }>

/** An update ready to be made: its texts are rendered. */
export interface UserUpdate {
  /** Why nothing or not everything of it is written. */
  readonly problem: string | undefined
  apply(): void
}

/** What the step "User Update" writes to profiles. */
export interface UserUpdates {
  prepare(step: UpdateStep, profile: Profile, canvas: Canvas, one: Journey): Promise<UserUpdate>
}

/** Members that name somebody: the step writes to the person who takes it. */
const identifying = ['external_id', 'user_alias', 'braze_id', 'push_token_import'] as const

export function createUserUpdates(to: Writable & { readonly clock: Clock }, delivery: Delivery): UserUpdates {
  return {
    async prepare({ attributes, name }, profile, canvas, one) {
      const campaign = { dispatch_id: newDispatchId(), message_name: name }
      const origin = originInCanvas(canvas, one, campaign)
      const rendered = await delivery.render(attributes as JsonObject, { profile, origin, sent: one.sent })
      if ('problem' in rendered) return { problem: rendered.problem, apply: () => undefined }
      const written: { [name: string]: unknown } = { ...rendered.content }
      for (const member of identifying) delete written[member]
      const warnings: string[] = []
      const context = lenientContext(to.clock.now(), (text) => warnings.push(text))
      const reading = readAttributes({ ...written, braze_id: profile.brazeId }, context)
      if (reading.kind === 'refused') return { problem: reading.type, apply: () => undefined }
      return {
        problem: warnings.length === 0 ? undefined : warnings.join('; '),
        apply: () => void applyChange(to, reading.value, to.clock.now(), () => undefined),
      }
    },
  }
}
