import {
  type DashboardUser,
  findDashboardUser,
  isEmail,
  newDashboardUserId,
  readDashboardUser,
} from '../../assets/dashboard-user.ts'
import { membersOf } from '../bad-request.ts'
import type { Answer, Call, Handler } from '../handler.ts'

/** `_docs/_api/endpoints/scim/**` */
const schemas = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
} as const

export const createUser: Handler = scimHandler(({ body, world }) => {
  const { dashboardUsers } = world.assets
  const { userName } = membersOf(body)
  const read = readDashboardUser(body)
  if (read === undefined || !isEmail(userName)) return refused(400, violation)
  if (findDashboardUser(dashboardUsers, userName) !== undefined) {
    return refused(409, 'User already exists in the database.')
  }
  const user = { id: newDashboardUserId(), userName, ...read, createdAt: world.clock.now() }
  dashboardUsers.put(user.id, user)
  return { status: 201, body: showUser(user) }
})

export const searchUsers: Handler = scimHandler(({ query, world }) => {
  const userName = /^userName eq "([^"]{1,255})"$/i.exec(query.get('filter') ?? '')?.[1]
  if (userName === undefined) return refused(400, violation)
  const user = findDashboardUser(world.assets.dashboardUsers, userName)
  const found = user === undefined ? [] : [showUser(user)]
  return { status: 200, body: { schemas: [schemas.list], totalResults: found.length, Resources: found } }
})

export const showOneUser: Handler = scimHandler((call) =>
  withUser(call, (user) => ({ status: 200, body: showUser(user) })),
)

export const updateUser: Handler = scimHandler((call) =>
  withUser(call, (before) => {
    const read = readDashboardUser(call.body)
    if (read === undefined) return refused(400, violation)
    const { userName } = membersOf(call.body)
    if (userName !== undefined && userName !== before.userName) call.warn('userName: cannot be changed, ignored')
    const user = { ...before, ...read }
    call.world.assets.dashboardUsers.put(user.id, user)
    return { status: 200, body: showUser(user) }
  }),
)

export const deleteUser: Handler = scimHandler((call) =>
  withUser(call, ({ id }) => {
    call.world.assets.dashboardUsers.remove(id)
    return { status: 204, body: undefined }
  }),
)

const violation = 'Request is unparsable, syntactically incorrect, or violates schema.'

/** Every endpoint asks for the token and for the origin that it was made for; any origin will do. */
function scimHandler(answer: (call: Call) => Answer): Handler {
  return {
    credentials: 'scim',
    answer: (call) => {
      const origin = call.headers['x-request-origin']?.trim() ?? ''
      return origin === '' ? refused(401, 'X-Request-Origin is missing') : answer(call)
    },
  }
}

function withUser({ params, world }: Call, run: (user: DashboardUser) => Answer): Answer {
  const user = world.assets.dashboardUsers.get(params.id ?? '')
  return user === undefined ? refused(404, 'Resource not found') : run(user)
}

function showUser(user: DashboardUser): { readonly [member: string]: unknown } {
  const { id, userName, givenName, familyName, department, permissions, createdAt } = user
  return {
    schemas: [schemas.user],
    id,
    userName,
    name: { givenName, familyName },
    department,
    createdAt: showMoment(createdAt),
    // Nobody signs in to a sandbox.
    lastSignInAt: 'N/A',
    permissions,
  }
}

const moment = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'short',
  day: '2-digit',
  hour: 'numeric',
  minute: '2-digit',
})

/** `2024 Nov 11, 4:20 PM` */
function showMoment(at: number): string {
  const parts = new Map(moment.formatToParts(at).map(({ type, value }) => [type, value]))
  const [year, month, day] = (['year', 'month', 'day'] as const).map((name) => parts.get(name))
  return `${year} ${month} ${day}, ${parts.get('hour')}:${parts.get('minute')} ${parts.get('dayPeriod')}`
}

function refused(status: number, detail: string): Answer {
  return { status, body: { schemas: [schemas.error], status, detail } }
}
