import { z } from 'zod'
import { faultRequest, routes } from '../faults.ts'
import { type ControlProblem, sendJson, sendProblem } from '../problem.ts'
import { type ControlCall, type ControlTable, readControlBody } from './control.ts'

const clockRequest = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advance_seconds: z.number().min(-1e10).max(1e10) }),
])

/** Every request is compared with every fault. */
const FAULTS = 1000

/** Controls of the sandbox itself: what it was asked, how it misbehaves, what time it is. */
export const workingsControls: ControlTable = {
  '/__sandbox/requests': {
    GET: ({ response, world: { requests }, query }) => {
      const { limit, search, summary, troubled } = query
      const brief = summary === 'true' || troubled === 'true'
      const shown = brief ? requests.summarize(limit, search, troubled === 'true') : requests.show(limit, search)
      sendJson(response, 200, { requests: shown }, { 'X-Total-Count': String(requests.size) })
    },
  },
  '/__sandbox/requests/{id}': {
    GET: ({ response, world: { requests }, params }) => {
      const request = requests.find(params.id ?? '')
      if (request === undefined) sendProblem(response, noRequestProblem)
      else sendJson(response, 200, request)
    },
  },
  '/__sandbox/faults': {
    GET: (call) => sendFaults(call, 200),
    POST: (call) => {
      const fault = readControlBody(call, faultRequest)
      if (fault === undefined) return
      if (call.world.faults.list().length >= FAULTS) {
        sendProblem(call.response, tooManyFaultsProblem)
        return
      }
      call.world.faults.add(fault)
      sendFaults(call, 201)
    },
    DELETE: ({ response, world }) => {
      world.faults.clear()
      sendJson(response, 204, undefined)
    },
  },
  '/__sandbox/clock': {
    GET: ({ response, world }) => sendJson(response, 200, { now: new Date(world.clock.now()).toISOString() }),
    POST: setClock,
  },
  '/__sandbox/endpoints': {
    GET: ({ response }) => sendJson(response, 200, { endpoints: [...routes] }),
  },
  '/__sandbox/limits': {
    GET: ({ response, world }) => sendJson(response, 200, { limits: world.rateLimits.list() }),
  },
  '/__sandbox/reset': {
    POST: ({ response, reset }) => {
      reset()
      sendJson(response, 204, undefined)
    },
  },
}

function sendFaults({ response, world }: ControlCall, status: number): void {
  sendJson(response, status, { faults: world.faults.list() })
}

function setClock({ response, world: { clock }, body }: ControlCall): void {
  const wanted = clockRequest.safeParse(body)
  if (!wanted.success) {
    sendProblem(response, clockProblem)
    return
  }
  if ('now' in wanted.data) clock.set(Date.parse(wanted.data.now))
  else clock.advance(wanted.data.advance_seconds * 1000)
  sendJson(response, 200, { now: new Date(clock.now()).toISOString() })
}

const noRequestProblem: ControlProblem = {
  status: 404,
  code: 'unknown-request',
  title: 'No request has this id',
  detail: 'It is the X-Request-Id of an answer. The oldest requests make room for newer ones.',
}
const tooManyFaultsProblem: ControlProblem = {
  status: 409,
  code: 'too-many-faults',
  title: 'There are too many faults',
  detail: `At most ${FAULTS} at a time. DELETE /__sandbox/faults clears them; times: n replaces n of them.`,
}
const clockProblem: ControlProblem = {
  status: 400,
  code: 'invalid-body',
  title: 'The body is not what this control takes',
  detail: 'Send either { "now": "2030-01-31T12:00:00Z" } or { "advance_seconds": 3600 }.',
}
