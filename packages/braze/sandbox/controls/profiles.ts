import { exportUser, exportView } from '../export-user.ts'
import { sendJson, sendProblem } from '../problem.ts'
import type { Profile } from '../profile.ts'
import { showTime } from '../time.ts'
import type { ControlCall, ControlTable } from './control.ts'
import { noProfileProblem } from './workspace.ts'

export const profileControls: ControlTable = {
  '/__sandbox/profiles': { GET: listProfiles },
  '/__sandbox/profiles/{external_id}': { GET: showProfile },
  '/__sandbox/history/{braze_id}': { GET: showHistory },
}

function listProfiles({ response, world, query }: ControlCall): void {
  const { profiles } = world
  const view = exportView(world)
  if (typeof query.braze_id === 'string') {
    const found = profiles.find({ kind: 'braze_id', value: query.braze_id })
    sendJson(response, 200, { users: found === undefined ? [] : [exportUser(view, found)] })
    return
  }
  const only = query.summary === 'true' ? summaryFields : undefined
  const wanted = query.search.toLowerCase()
  const all = [...profiles.all()].filter((profile) => wanted === '' || isNamed(profile, wanted))
  const users = all.slice(Math.max(0, all.length - query.limit)).map((profile) => exportUser(view, profile, only))
  sendJson(response, 200, { users }, { 'X-Total-Count': String(all.length) })
}

/** By what people tell profiles apart. */
const summaryFields: ReadonlySet<string> = new Set([
  'braze_id',
  'external_id',
  'user_aliases',
  'email',
  'phone',
  'first_name',
  'last_name',
])

function isNamed(profile: Profile, wanted: string): boolean {
  const { externalId, brazeId, aliases, fields } = profile
  const names = [externalId, brazeId, ...aliases.map((alias) => alias.alias_name)]
  for (const field of ['email', 'phone', 'first_name', 'last_name'] as const)
    names.push(String(fields.get(field) ?? ''))
  return names.some((name) => name?.toLowerCase().includes(wanted))
}

function showProfile({ response, world, params }: ControlCall): void {
  const profile = world.profiles.find({ kind: 'external_id', value: params.external_id ?? '' })
  if (profile === undefined) sendProblem(response, noProfileProblem)
  else sendJson(response, 200, exportUser(exportView(world), profile))
}

function showHistory({ response, world, params }: ControlCall): void {
  const profile = world.profiles.find({ kind: 'braze_id', value: params.braze_id ?? '' })
  if (profile === undefined) sendProblem(response, noProfileProblem)
  else sendJson(response, 200, { history: profile.history.map(({ at, what }) => ({ at: showTime(at), what })) })
}
