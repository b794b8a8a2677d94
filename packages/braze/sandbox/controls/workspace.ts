import { z } from 'zod'
import { boundedAudience } from '../audience.ts'
import { type ControlProblem, sendJson, sendProblem } from '../problem.ts'
import { note } from '../profile.ts'
import { setEmailState, setGroupStateOf, setSpam } from '../subscription.ts'
import { readTime, showTime } from '../time.ts'
import { type ControlCall, type ControlTable, readControlBody } from './control.ts'

const id = z.string().min(1).max(255)
const name = z.string().min(1).max(255)
const moment = z.iso.datetime({ offset: true })

const groupRequest = z.strictObject({
  id: id.optional(),
  name,
  channel: z.enum(['email', 'sms', 'rcs', 'whats_app', 'line']).default('email'),
})

const segmentRequest = z.strictObject({
  id: id.optional(),
  name,
  description: z.string().max(4096).default(''),
  tags: z.array(z.string().max(255)).max(100).default([]),
  analytics_tracking_enabled: z.boolean().default(true),
  audience: boundedAudience.exactOptional(),
})

const groupStates = z.record(id, z.enum(['subscribed', 'unsubscribed'])).optional()
const emailRequest = z.strictObject({
  email: z.string().min(3).max(254),
  subscription: z.enum(['opted_in', 'subscribed', 'unsubscribed']).optional(),
  hard_bounced: z.boolean().optional(),
  spam: z.boolean().optional(),
  subscription_groups: groupStates,
})
const phoneRequest = z.strictObject({
  phone: z.string().min(1).max(255),
  /** Why the number is invalid; `null` when it is valid again. */
  invalid: z.enum(['provider_error', 'deactivated']).nullable().optional(),
  subscription_groups: groupStates,
})

const activityRequest = z.strictObject({
  external_id: z.string().min(1),
  kind: z.enum(['session', 'uninstall']),
  app_id: z.string().max(255).default(''),
  at: moment.optional(),
})

/** Controls for what a person makes in Braze's own screens, or a device does. */
export const workspaceControls: ControlTable = {
  '/__sandbox/subscription-groups': {
    GET: ({ response, world }) => sendJson(response, 200, { subscription_groups: world.groups.list() }),
    POST: (call) => {
      const wanted = readControlBody(call, groupRequest)
      if (wanted !== undefined) sendJson(call.response, 201, call.world.groups.add(wanted))
    },
  },
  '/__sandbox/segments': {
    GET: ({ response, world }) => {
      const now = world.clock.now()
      const segments = world.segments.list().map((one) => ({ ...one, size: world.segments.members(one, now).length }))
      sendJson(response, 200, { segments })
    },
    POST: (call) => {
      const wanted = readControlBody(call, segmentRequest)
      if (wanted !== undefined) sendJson(call.response, 201, call.world.segments.add(wanted, call.world.clock.now()))
    },
  },
  '/__sandbox/emails': { POST: writeEmail },
  '/__sandbox/phones': { POST: writePhone },
  '/__sandbox/activity': { POST: addActivity },
  '/__sandbox/exports/{name}': {
    GET: ({ response, world, params }) => {
      const file = world.exports.file(params.name ?? '')
      if (file === undefined) {
        sendProblem(response, noFileProblem)
        return
      }
      response.writeHead(200, { 'Content-Type': file.type, 'X-Content-Type-Options': 'nosniff' })
      response.end(file.bytes)
    },
  },
}

function writeEmail(call: ControlCall): void {
  const wanted = readControlBody(call, emailRequest)
  if (wanted === undefined) return
  const { world, response } = call
  const { email, subscription, hard_bounced, spam, subscription_groups = {} } = wanted
  const now = world.clock.now()
  if (subscription !== undefined) setEmailState(world, email, subscription, now)
  if (spam !== undefined) setSpam(world, email, spam ? now : undefined)
  if (hard_bounced !== undefined)
    world.addresses.write('email', email, { hardBouncedAt: hard_bounced ? now : undefined })
  for (const [group, state] of Object.entries(subscription_groups)) {
    setGroupStateOf(world, 'email', email, { group, state, now })
  }
  sendJson(response, 200, { email, ...world.addresses.read('email', email) })
}

function writePhone(call: ControlCall): void {
  const wanted = readControlBody(call, phoneRequest)
  if (wanted === undefined) return
  const { world, response } = call
  const { phone, invalid, subscription_groups = {} } = wanted
  const now = world.clock.now()
  if (invalid !== undefined) {
    world.addresses.write('phone', phone, { invalid: invalid === null ? undefined : { at: now, reason: invalid } })
  }
  for (const [group, state] of Object.entries(subscription_groups)) {
    setGroupStateOf(world, 'phone', phone, { group, state, now })
  }
  sendJson(response, 200, { phone, ...world.addresses.read('phone', phone) })
}

/** What an SDK would have reported. */
function addActivity(call: ControlCall): void {
  const wanted = readControlBody(call, activityRequest)
  if (wanted === undefined) return
  const { world, response } = call
  const { external_id, kind, app_id: app, at: text } = wanted
  const profile = world.profiles.find({ kind: 'external_id', value: external_id })
  if (profile === undefined) {
    sendProblem(response, noProfileProblem)
    return
  }
  const now = world.clock.now()
  const at = (text === undefined ? undefined : readTime(text)) ?? now
  world.activity.count({ kind, app, at })
  if (kind === 'session') {
    world.activity.markActive(profile.brazeId, at)
    const shown = showTime(at)
    const [first, last] = [profile.fields.get('date_of_first_session'), profile.fields.get('date_of_last_session')]
    if (first === undefined || first > shown) profile.fields.set('date_of_first_session', shown)
    if (last === undefined || last < shown) profile.fields.set('date_of_last_session', shown)
  }
  note(profile, now, kind)
  world.profiles.touch(profile)
  sendJson(response, 201, { kind, external_id, at: showTime(at) })
}

export const noProfileProblem: ControlProblem = {
  status: 404,
  code: 'unknown-profile',
  title: 'No profile has this id',
  detail: 'GET /__sandbox/profiles lists all of them.',
}
const noFileProblem: ControlProblem = {
  status: 404,
  code: 'no-such-export',
  title: 'There is no such file',
  detail: 'It is not ready yet, was canceled, or made room for newer ones.',
}
