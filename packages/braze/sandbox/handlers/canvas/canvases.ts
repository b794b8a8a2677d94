import { randomUUID } from 'node:crypto'
import { successMessage } from '@parley/braze/contract'
import { type Canvas, findStep } from '../../messaging/canvas.ts'
import { type CanvasStep, messagesOf, pathsOf, redirect } from '../../messaging/canvas-step.ts'
import { canvasIdRefusal } from '../../messaging/trigger-request.ts'
import type { Query } from '../../query.ts'
import { showTime } from '../../time.ts'
import type { World } from '../../world.ts'
import { badRequest, membersOf, mistakes } from '../bad-request.ts'
import {
  channelsOf,
  copyMessages,
  listDefinitions,
  readCopy,
  showCommon,
  showLinks,
  showMessages,
  showTimeOrNull,
} from '../campaigns/definition.ts'
import type { Handler } from '../handler.ts'

/** The Canvas that the query names. */
export function readCanvas(query: Query, { messaging }: World): Canvas | undefined {
  return messaging.canvases.get(query.get('canvas_id') ?? '')
}

export const canvasList: Handler = {
  answer({ query, world }) {
    const page = listDefinitions(query, world.messaging.canvases.all())
    if (typeof page === 'string') return badRequest(page)
    const canvases = page.map(({ id, updatedAt, name, tags }) => ({
      id,
      last_edited: showTime(updatedAt),
      name,
      tags,
    }))
    return { status: 200, body: { canvases, message: successMessage } }
  },
}

export const canvasDetails: Handler = {
  answer({ query, world }) {
    const canvas = readCanvas(query, world)
    if (canvas === undefined) return badRequest(canvasIdRefusal)
    const { steps, variants } = canvas
    const body = {
      ...showCommon(canvas),
      first_entry: showTimeOrNull(canvas.firstAt),
      last_entry: showTimeOrNull(canvas.lastAt),
      ...(canvas.schedule === undefined && canvas.entryDeeds.length > 0 && { schedule_type: 'action_based' }),
      channels: channelsOf(steps.flatMap(messagesOf)),
      variants: variants.map(({ name, id, firstStepId }) => ({
        name,
        id,
        first_step_ids: firstStepId === null ? [] : [firstStepId],
      })),
      steps: steps.map(showStep),
      message: successMessage,
    }
    return { status: 200, body }
  },
}

/** Ways that leave the Canvas are no paths. Only steps of messages say what comes next without its name. */
function showStep(step: CanvasStep): object {
  const { name, id, kind } = step
  const paths = pathsOf(step).flatMap((path) =>
    path.next === null ? [] : [{ name: path.name, next_step_id: path.next }],
  )
  return {
    name,
    type: kind,
    id,
    next_step_ids: kind === 'message' ? paths.map(({ next_step_id }) => next_step_id) : [],
    next_paths: paths,
    channels: channelsOf(messagesOf(step)),
    messages: showMessages(messagesOf(step)),
  }
}

export const canvasDuplicate: Handler = {
  answer({ body, world }) {
    const { messaging, assets, clock } = world
    const members = membersOf(body)
    const id = members.canvas_id
    const original = typeof id === 'string' ? messaging.canvases.get(id) : undefined
    if (original === undefined) return badRequest(canvasIdRefusal)
    const copy = readCopy(members, original, assets.tags)
    if (typeof copy === 'string') return badRequest(copy)
    const { firstAt: _first, lastAt: _last, schedule: _schedule, ...rest } = original
    return {
      status: 202,
      body: { message: successMessage },
      apply: () => {
        const now = clock.now()
        const { steps, variants } = copySteps(original)
        const made = { ...rest, ...copy, id: randomUUID(), state: 'draft', steps, variants } as const
        messaging.putCanvas({ ...made, createdAt: now, updatedAt: now })
      },
    }
  },
}

/** Steps and variants under new ids, leading to each other as before. */
function copySteps({ steps, variants }: Canvas): Pick<Canvas, 'steps' | 'variants'> {
  const ids = new Map(steps.map(({ id }) => [id, randomUUID()]))
  const moved = (id: string | null) => (id === null ? null : (ids.get(id) ?? null))
  return {
    variants: variants.map((one) => ({ ...one, id: randomUUID(), firstStepId: moved(one.firstStepId) })),
    steps: steps.map((step) => {
      const led = redirect(step, moved)
      const id = ids.get(step.id) ?? randomUUID()
      return led.kind === 'message' ? { ...led, id, messages: copyMessages(led.messages) } : { ...led, id }
    }),
  }
}

export const canvasUrlInfo: Handler = {
  answer({ query, world }) {
    const canvas = readCanvas(query, world)
    if (canvas === undefined) return badRequest(canvasIdRefusal)
    for (const member of ['canvas_step_id', 'message_variation_id']) {
      if ((query.get(member) ?? '') === '') return badRequest(mistakes.required(member))
    }
    const step = findStep(canvas, query.get('canvas_step_id'))
    const messages = step === undefined ? [] : messagesOf(step)
    const message = messages.find((one) => one.id === query.get('message_variation_id'))
    if (message === undefined) return badRequest('Invalid Message Variant')
    return { status: 200, body: showLinks(message, query.get('includes_link_id')) }
  },
}
