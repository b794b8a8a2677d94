import { hash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { isObject } from '../attribute-value.ts'
import { createShelf, type Shelf } from './shelf.ts'

const dashboardUser = z
  .object({
    id: z.string(),
    /** The e-mail address, as it was sent. */
    userName: z.string(),
    givenName: z.string(),
    familyName: z.string(),
    department: z.string(),
    permissions: z.record(z.string(), z.unknown()).readonly(),
    /** Epoch milliseconds. */
    createdAt: z.number(),
  })
  .readonly()
/** Somebody who may use the dashboard, as the SCIM endpoints know them. */
export type DashboardUser = z.output<typeof dashboardUser>

/** Dashboard users by their ids. */
export type DashboardUsers = Shelf<DashboardUser>

export function createDashboardUsers(changed: () => void): DashboardUsers {
  return createShelf(dashboardUser, changed)
}

/** Addresses compare in lower case. */
export function findDashboardUser(users: DashboardUsers, userName: string): DashboardUser | undefined {
  const wanted = userName.toLowerCase()
  return users.all().find((user) => user.userName.toLowerCase() === wanted)
}

/** As in the documentation: four times eight hexadecimal digits. */
export function newDashboardUserId(): string {
  return [0, 1, 2, 3].map(() => randomBytes(4).toString('hex')).join('-')
}

/** `_docs/_hidden/misc_reference/scim_api_appendix.md` */
const departments: readonly unknown[] = ['agency', 'bi', 'c_suite', 'engineering', 'finance', 'marketing', 'pm']
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}$/

/** What a request says of a user, all but the address; `undefined` when it violates the schema. */
export function readDashboardUser(
  source: unknown,
): Pick<DashboardUser, 'givenName' | 'familyName' | 'department' | 'permissions'> | undefined {
  if (!isObject(source)) return undefined
  const { schemas, name, department, permissions = {} } = source
  if (!Array.isArray(schemas) || !schemas.every((schema) => typeof schema === 'string')) return undefined
  if (!isObject(name) || !isName(name.givenName) || !isName(name.familyName)) return undefined
  if (!departments.includes(department) || !arePermissions(permissions)) return undefined
  return {
    givenName: name.givenName,
    familyName: name.familyName,
    department: String(department),
    permissions: { ...permissions, appGroup: listOf(permissions.appGroup).map(withWorkspaceId) },
  }
}

export function isEmail(value: unknown): value is string {
  return typeof value === 'string' && EMAIL.test(value)
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 255
}

type Source = { readonly [member: string]: unknown }

function arePermissions(permissions: unknown): permissions is Source {
  if (!isObject(permissions)) return false
  const { companyPermissions = [], appGroup = [] } = permissions
  if (!areTexts(companyPermissions) || !Array.isArray(appGroup)) return false
  return appGroup.every((group) => isObject(group) && areTexts(group.appGroupPermissions ?? []) && areTeams(group.team))
}

function areTeams(teams: unknown = []): boolean {
  return Array.isArray(teams) && teams.every((team) => isObject(team) && areTexts(team.teamPermissions ?? []))
}

function areTexts(list: unknown): boolean {
  return Array.isArray(list) && list.every((one) => typeof one === 'string')
}

/** Workspaces and teams are known by name; an id that the caller leaves out is made from it. */
function withWorkspaceId(group: unknown): Source {
  const source = isObject(group) ? group : {}
  const teams = listOf(source.team).map((team) => withId(team, 'teamName', 'teamId'))
  return { ...withId(source, 'appGroupName', 'appGroupId'), ...(source.team !== undefined && { team: teams }) }
}

function withId(source: unknown, name: string, id: string): Source {
  const thing = isObject(source) ? source : {}
  return { [id]: hash('sha256', String(JSON.stringify(thing[name]))).slice(0, 18), ...thing }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
