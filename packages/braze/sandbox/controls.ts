import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { readBody } from './body.ts'
import { exportUser } from './export-user.ts'
import { faultRequest } from './faults.ts'
import { type ControlProblem, describeMisfit, sendJson, sendProblem } from './problem.ts'
import type { Profile } from './profile.ts'
import type { World } from './world.ts'

/** What the controls act on. `reset` puts a new world in the place of the old. */
export interface Controlled {
  readonly world: () => World
  readonly reset: () => void
}

const BODY_BYTES = 64 * 1024
const LIST_MAX = 1_000_000

const clockRequest = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advance_seconds: z.number().min(-1e10).max(1e10) }),
])

/** `?limit=` the newest so many, `?search=` part of an id, name, e-mail or phone. */
const listQuery = z.object({
  limit: z.coerce.number().int().min(0).max(LIST_MAX).default(LIST_MAX),
  search: z.string().default(''),
})

interface Control {
  readonly [method: string]: (call: ControlCall) => void
}

interface ControlCall {
  readonly response: ServerResponse
  readonly controlled: Controlled
  readonly query: z.output<typeof listQuery>
  readonly body: unknown
}

const controls: { readonly [path: string]: Control } = {
  '/__sandbox/requests': {
    GET: ({ response, controlled, query }) => {
      const { requests } = controlled.world()
      sendJson(response, 200, { requests: requests.show(query.limit) }, { 'X-Total-Count': String(requests.size) })
    },
  },
  '/__sandbox/profiles': { GET: listProfiles },
  '/__sandbox/faults': {
    GET: ({ response, controlled }) => sendFaults(response, 200, controlled),
    POST: ({ response, controlled, body }) => {
      const fault = faultRequest.safeParse(body)
      if (!fault.success) return sendProblem(response, describeMisfit(fault.error))
      controlled.world().faults.add(fault.data)
      sendFaults(response, 201, controlled)
    },
    DELETE: ({ response, controlled }) => {
      controlled.world().faults.clear()
      sendJson(response, 204, undefined)
    },
  },
  '/__sandbox/clock': {
    POST: ({ response, controlled, body }) => {
      const wanted = clockRequest.safeParse(body)
      if (!wanted.success) return sendProblem(response, clockProblem)
      const { clock } = controlled.world()
      if ('now' in wanted.data) clock.set(Date.parse(wanted.data.now))
      else clock.advance(wanted.data.advance_seconds * 1000)
      sendJson(response, 200, { now: new Date(clock.now()).toISOString() })
    },
  },
  '/__sandbox/reset': {
    POST: ({ response, controlled }) => {
      controlled.reset()
      sendJson(response, 204, undefined)
    },
  },
}

/** Answers a request to `/__sandbox/…`. No key is asked for: whoever reaches the sandbox may look and touch. */
export async function serveControls(
  request: IncomingMessage,
  response: ServerResponse,
  controlled: Controlled,
): Promise<void> {
  const url = URL.parse(request.url ?? '', 'http://sandbox')
  const path = url?.pathname ?? ''
  const control = findControl(path)
  if (control === undefined) return sendProblem(response, unknownProblem(path))
  const run = Object.hasOwn(control, request.method ?? '') ? control[request.method ?? ''] : undefined
  if (run === undefined) return sendProblem(response, methodProblem, { Allow: Object.keys(control).join(', ') })
  const query = listQuery.safeParse(Object.fromEntries(url?.searchParams ?? []))
  if (!query.success) return sendProblem(response, describeMisfit(query.error))
  const body = await readBody(request, BODY_BYTES)
  if (body.kind === 'aborted') return
  if (body.kind === 'too-large') return sendProblem(response, tooLargeProblem, { Connection: 'close' })
  const parsed = parse(body.text)
  if (parsed === undefined) return sendProblem(response, notJsonProblem)
  run({ response, controlled, query: query.data, body: parsed.value })
}

function findControl(path: string): Control | undefined {
  const profile = /^\/__sandbox\/profiles\/(.+)$/.exec(path)?.[1]
  if (profile !== undefined) return { GET: (call) => showProfile(call, profile) }
  return Object.hasOwn(controls, path) ? controls[path] : undefined
}

function parse(text: string): { readonly value: unknown } | undefined {
  if (text === '') return { value: undefined }
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

function listProfiles({ response, controlled, query }: ControlCall): void {
  const { profiles, clock } = controlled.world()
  const wanted = query.search.toLowerCase()
  const all = [...profiles.all()].filter((profile) => wanted === '' || isNamed(profile, wanted))
  const users = all.slice(Math.max(0, all.length - query.limit)).map((profile) => exportUser(profile, clock.now()))
  sendJson(response, 200, { users }, { 'X-Total-Count': String(all.length) })
}

function isNamed(profile: Profile, wanted: string): boolean {
  const { externalId, brazeId, aliases, fields } = profile
  const names = [externalId, brazeId, ...aliases.map((alias) => alias.alias_name)]
  for (const field of ['email', 'phone', 'first_name', 'last_name'] as const)
    names.push(String(fields.get(field) ?? ''))
  return names.some((name) => name?.toLowerCase().includes(wanted))
}

function showProfile({ response, controlled }: ControlCall, encoded: string): void {
  const { profiles, clock } = controlled.world()
  const profile = profiles.find({ kind: 'external_id', value: decode(encoded) })
  if (profile === undefined) sendProblem(response, noProfileProblem)
  else sendJson(response, 200, exportUser(profile, clock.now()))
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}

function sendFaults(response: ServerResponse, status: number, controlled: Controlled): void {
  sendJson(response, status, { faults: controlled.world().faults.list() })
}

const methodProblem: ControlProblem = {
  status: 405,
  code: 'wrong-method',
  title: 'This control does not take that method',
  detail: 'The Allow header lists what it takes.',
}
const tooLargeProblem: ControlProblem = {
  status: 413,
  code: 'body-too-large',
  title: 'The body is too large',
  detail: `A control takes at most ${BODY_BYTES} bytes.`,
}
const notJsonProblem: ControlProblem = {
  status: 400,
  code: 'not-json',
  title: 'The body is not JSON',
  detail: 'Send a JSON object.',
}
const noProfileProblem: ControlProblem = {
  status: 404,
  code: 'unknown-profile',
  title: 'No profile has this external id',
  detail: 'GET /__sandbox/profiles lists all of them.',
}
const clockProblem: ControlProblem = {
  status: 400,
  code: 'invalid-body',
  title: 'The body is not what this control takes',
  detail: 'Send either { "now": "2030-01-31T12:00:00Z" } or { "advance_seconds": 3600 }.',
}

function unknownProblem(path: string): ControlProblem {
  return {
    status: 404,
    code: 'unknown-control',
    title: 'There is no such control',
    detail: `${path} is none of ${Object.keys(controls).join(', ')}.`,
  }
}
