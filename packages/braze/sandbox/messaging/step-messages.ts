import { randomUUID } from 'node:crypto'
import { showTime } from '../time.ts'
import type { Canvas } from './canvas.ts'
import { type CanvasStep, messagesOf } from './canvas-step.ts'
import { newDispatchId } from './dispatch-id.ts'
import type { Journey } from './journey.ts'
import type { JourneyLog } from './journey-log.ts'
import type { MessageOrigin } from './liquid/scope.ts'
import { newMessageRecord, type Sendings } from './sendings.ts'

/** Messages that were announced before they are due. */
export type Announced = Pick<NonNullable<Journey['wait']>, 'dispatchId' | 'messageIds'>

/** The messages of Canvas steps, on their way to being sent. */
export interface StepMessages {
  /** Shows the messages that will go at `due`. */
  announce(one: Journey, step: CanvasStep, due: number): Announced
  /** Sends the messages of the step, those that were announced under their records. */
  send(one: Journey, canvas: Canvas, step: CanvasStep, announced?: Announced): void
  /** Shows that the announced messages do not go. */
  callOff(one: Journey, messageIds: readonly string[], reason: string): void
}

export function createStepMessages(log: JourneyLog, sendings: Sendings): StepMessages {
  return {
    announce(one, step, due) {
      const dispatchId = newDispatchId()
      const { id, name } = step
      const records = messagesOf(step).map((message) =>
        newMessageRecord(message, {
          id: randomUUID(),
          dispatch_id: dispatchId,
          step: { id, name },
          due_at: showTime(due),
        }),
      )
      log.addMessages(one, records)
      return { dispatchId, messageIds: records.map((record) => record.id) }
    },
    send(one, canvas, step, announced) {
      const dispatchId = announced?.dispatchId || newDispatchId()
      const shown = { id: step.id, name: step.name }
      for (const [index, message] of messagesOf(step).entries()) {
        const id = announced?.messageIds[index] ?? randomUUID()
        const known = log.findMessage(one, id)
        const record = known ?? newMessageRecord(message, { id, dispatch_id: dispatchId, step: shown })
        if (known === undefined) log.addMessages(one, [record])
        sendings.add(
          {
            id,
            recordId: one.recordId,
            brazeId: one.brazeId,
            message,
            origin: originInCanvas(canvas, one, {
              dispatch_id: dispatchId,
              message_name: step.name,
              message_api_id: message.id,
            }),
            sent: one.sent,
            subscriptionState: one.subscriptionState,
            dispatchId,
            step: shown,
            source: { kind: 'canvas', id: canvas.id, name: canvas.name },
          },
          record,
        )
      }
    },
    callOff(one, messageIds, reason) {
      for (const id of messageIds) {
        const record = log.findMessage(one, id)
        if (record !== undefined) Object.assign(record, { status: 'skipped', reason })
      }
    },
  }
}

/** What texts of a Canvas may name besides the person. */
export function originInCanvas(
  { id, name }: Canvas,
  { variant }: Journey,
  campaign: MessageOrigin['campaign'],
): MessageOrigin {
  return { campaign, canvas: { api_id: id, name, variant_name: variant.name, variant_api_id: variant.id } }
}
