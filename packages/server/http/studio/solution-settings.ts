import { isDeepStrictEqual } from 'node:util'
import { solutionConfig } from '@parley/actions/host'
import type { SettingPath } from '@parley/studio/settings'
import type { JsonObject } from '@parley/studio/source'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { settingsFile } from '../../solution/settings-file.ts'
import { pointer } from '../pointer.ts'
import { Refusal } from '../refusal.ts'
import { authorOf, type OfSolution, type SolutionDoors } from './solution-parts.ts'
import { readBody, solutionOf } from './solution-request.ts'

type Members = typeof solutionConfig.shape
type Json = JsonObject[string]

/** A solution is called one thing for good: versions, conversations and addresses name it. */
const fixed = 'name'
const settingsPath = 'solution.ts'
/** Characters of a setting that a refusal shows. */
const longestShown = 200

/**
 * `PUT …/settings`: one member of `solution.ts`, checked as the build checks it and written in place. Only plain values go in, so
 * that whoever may not write code may change settings.
 */
export function addSettingsRoutes(app: FastifyInstance, parts: SolutionDoors): void {
  const { guard, sources } = parts
  const editors = { onRequest: guard.requires('solution:edit') }
  app.put<OfSolution>('/studio/api/solutions/:solution/settings', editors, async (request, reply) => {
    const solution = solutionOf(request)
    const { path, value, before } = readBody('setting', request.body)
    const caller = guard.callerOf(request)
    const isChanged = await sources.edit(
      solution,
      (files) => {
        const text = files[settingsPath] ?? ''
        if (before !== undefined) refuseUnseen(text, path, before as Json)
        const changed = changeSetting(text, path as unknown as SettingPath, value as Json)
        if (!caller.permissions.has('action:edit')) refuseGuarded(path[0] ?? '', text, changed)
        return changed === text ? {} : { [settingsPath]: changed }
      },
      authorOf(caller),
    )
    if (isChanged) await parts.audit(request, 'solution.setting-changed', solution, { setting: path.join('.') })
    return reply.code(204).send()
  })
}

/** Nobody overrules what they have not seen. @throws Refusal `setting-changed` */
export function refuseUnseen(text: string, path: readonly string[], before: Json): void {
  const read = settingsFile().readSolutionFile(text)
  if (read.kind !== 'read') return
  const now = valueAt(read.settings, path) ?? null
  if (isDeepStrictEqual(now, before)) return
  const shown = now === null ? 'not set' : JSON.stringify(now).slice(0, longestShown)
  throw new Refusal('setting-changed', `Somebody else changed this meanwhile. Now it is: ${shown}`)
}

/** What decides where data goes is for those who may write code. @throws Refusal `not-permitted` */
export function refuseGuarded(member: string, before: string, after: string): void {
  if (settingsFile().isGuarded(member))
    throw new Refusal('not-permitted', `"${member}" decides where data goes: it needs the permission action:edit.`)
  if (settingsFile().leadsAway(paramsOf(before), paramsOf(after)))
    throw new Refusal(
      'not-permitted',
      'braze_url may be one of Braze’s own REST endpoints, like https://rest.iad-01.braze.com. Another address needs the permission action:edit.',
    )
}

function paramsOf(text: string): Json | undefined {
  const read = settingsFile().readSolutionFile(text)
  return read.kind === 'read' ? read.settings.params : undefined
}

/** The file with the setting in it. @throws Refusal which says what is wrong with it */
export function changeSetting(text: string, path: SettingPath, value: Json): string {
  const [member] = path
  const schema = member === fixed ? undefined : schemaOf(member)
  if (schema === undefined)
    throw refused(
      path,
      member === fixed ? 'The name stays. Make a copy under another one.' : 'There is no such setting.',
    )
  const read = settingsFile().readSolutionFile(text)
  if (read.kind === 'broken')
    throw new Refusal('setting-in-code', `solution.ts cannot be read: line ${read.line}: ${read.reason} Mend it first.`)
  const after = withAt(read.settings, path, value)
  const given = isMembers(after) ? after[member] : undefined
  // What is in code is left out of what was read, and cannot be checked; `params` may hold anything.
  const isWhole =
    member === 'params' || !read.inCode.some((place) => place === member || place.startsWith(`${member}.`))
  if (isWhole) check(schema, given, member)
  const edited = settingsFile().editSolutionFile(text, path, value)
  if (edited.kind === 'edited') return edited.text
  const where = edited.kind === 'in-code' ? edited.path : path.join('.')
  throw new Refusal('setting-in-code', `"${where}" is written in code. Change it in solution.ts, under Actions.`)
}

function schemaOf(member: string): z.ZodType | undefined {
  const { shape } = solutionConfig
  return Object.hasOwn(shape, member) ? shape[member as keyof Members] : undefined
}

function check(schema: z.ZodType, given: unknown, member: string): void {
  const isRequired = !schema.safeParse(undefined).success && ['start', 'params'].includes(member)
  if (given === undefined && !isRequired) return
  const parsed = schema.safeParse(given)
  if (parsed.success) return
  const errors = parsed.error.issues
    .slice(0, 20)
    .map(({ path, message }) => ({ pointer: pointer([member, ...path]), detail: message }))
  throw new Refusal('setting-refused', `${errors[0]?.detail ?? ''}`, { errors })
}

const refused = (path: SettingPath, detail: string): Refusal =>
  new Refusal('setting-refused', detail, { errors: [{ pointer: pointer(path), detail }] })

const isMembers = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function valueAt(settings: Json, path: readonly string[]): Json | undefined {
  let value: Json | undefined = settings
  for (const name of path) value = isMembers(value) && Object.hasOwn(value, name) ? value[name] : undefined
  return value
}

function withAt(settings: Json, path: readonly string[], value: Json): Json {
  const [member, ...rest] = path
  if (member === undefined) return value
  const members = isMembers(settings) ? settings : {}
  const inner = withAt(Object.hasOwn(members, member) ? members[member] : undefined, rest, value)
  const { [member]: _before, ...others } = members
  return inner === undefined ? others : { ...others, [member]: inner }
}
