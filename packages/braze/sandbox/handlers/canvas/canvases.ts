import { randomUUID } from 'node:crypto'
import { successMessage } from '@parley/braze/contract'
import type { Canvas, CanvasStep } from '../../messaging/canvas.ts'
import { canvasIdRefusal } from '../../messaging/trigger-request.ts'
import type { Query } from '../../query.ts'
import { showTime } from '../../time.ts'
import type { World } from '../../world.ts'
import { badRequest, membersOf, mistakes } from '../bad-request.ts'
import {
  channelsOf,
  copyMessages,
  findLinks,
  listDefinitions,
  readCopy,
  showCommon,
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
    const { steps, variant } = canvas
    const body = {
      ...showCommon(canvas),
      first_entry: showTimeOrNull(canvas.firstAt),
      last_entry: showTimeOrNull(canvas.lastAt),
      channels: channelsOf(steps.flatMap(({ messages }) => messages)),
      variants: [{ ...variant, first_step_ids: steps.slice(0, 1).map(({ id }) => id) }],
      steps: steps.map((step, index) => showStep(step, steps[index + 1])),
      message: successMessage,
    }
    return { status: 200, body }
  },
}

function showStep({ name, id, messages }: CanvasStep, next: CanvasStep | undefined): object {
  return {
    name,
    type: messages.length === 0 ? 'delay' : 'message',
    id,
    next_step_ids: next === undefined ? [] : [next.id],
    next_paths: next === undefined ? [] : [{ name: null, next_step_id: next.id }],
    channels: channelsOf(messages),
    messages: showMessages(messages),
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
        const steps = original.steps.map((step) => ({
          ...step,
          id: randomUUID(),
          messages: copyMessages(step.messages),
        }))
        const made = { ...rest, ...copy, id: randomUUID(), state: 'draft', steps } as const
        messaging.putCanvas({ ...made, createdAt: now, updatedAt: now })
      },
    }
  },
}

export const canvasUrlInfo: Handler = {
  answer({ query, world }) {
    const canvas = readCanvas(query, world)
    if (canvas === undefined) return badRequest(canvasIdRefusal)
    for (const member of ['canvas_step_id', 'message_variation_id']) {
      if ((query.get(member) ?? '') === '') return badRequest(mistakes.required(member))
    }
    const step = canvas.steps.find((one) => one.id === query.get('canvas_step_id'))
    const message = step?.messages.find((one) => one.id === query.get('message_variation_id'))
    if (message === undefined) return badRequest('Invalid Message Variant')
    const links = findLinks(message, query.get('includes_link_id'))
    return { status: 200, body: { link_aliases: links, message: successMessage } }
  },
}
