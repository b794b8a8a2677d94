import { endpoints, successMessage } from '@parley/braze/contract'
import { isObject } from '../../attribute-value.ts'
import { note } from '../../profile.ts'
import { badRequest, MAX_IDS, membersOf, mistakes, readArray } from '../bad-request.ts'
import type { Call, Handler } from '../handler.ts'

/** Recorded traffic counts every object as processed, wrongly built ones included: they only do nothing. */
function answerAliases(
  { body, world, warn }: Call,
  member: string,
  write: (object: { readonly [member: string]: unknown }, now: number) => string | undefined,
): ReturnType<Handler['answer']> {
  const objects = readArray(membersOf(body), member, { of: 'objects', max: MAX_IDS })
  if (typeof objects === 'string') return badRequest(objects)
  if (objects === undefined || objects.length === 0) return badRequest(mistakes.notArray(member, 'objects'))
  if (!objects.every(isObject)) return badRequest(mistakes.notArray(member, 'objects'))
  return {
    status: endpoints['users.alias.new'].successStatus,
    body: { aliases_processed: objects.length, message: successMessage },
    apply: () => {
      for (const [index, object] of objects.entries()) {
        const ignored = write(object, world.clock.now())
        if (ignored !== undefined) warn(`${member}[${index}] ${ignored}: ignored`)
      }
    },
  }
}

/** `POST /users/alias/new`: an alias for a known profile, or a profile with nothing but an alias. */
export const usersAliasNew: Handler = {
  answer: (call) =>
    answerAliases(call, 'user_aliases', (object, now) => {
      const { alias_name, alias_label, external_id } = object
      const { profiles, activity } = call.world
      if (!isText(alias_name) || !isText(alias_label)) return 'without alias_name and alias_label'
      const owner = profiles.find({ kind: 'user_alias', name: alias_name, label: alias_label })
      if (external_id === undefined || external_id === null) {
        if (owner !== undefined) return 'the alias is taken'
        const made = profiles.create({ kind: 'user_alias', name: alias_name, label: alias_label }, now)
        profiles.touch(made)
        activity.count({ kind: 'new-user', at: now })
        note(made, now, 'created by its alias')
        return undefined
      }
      const profile = profiles.find({ kind: 'external_id', value: String(external_id) })
      if (profile === undefined) return 'no profile has the external_id'
      if (!profiles.addAlias(profile, { alias_name, alias_label })) return 'the alias or its label is taken'
      profiles.touch(profile)
      note(profile, now, `alias ${alias_label} ${alias_name}`)
      return undefined
    }),
}

/** `POST /users/alias/update`: renames an alias under its label. */
export const usersAliasUpdate: Handler = {
  answer: (call) =>
    answerAliases(call, 'alias_updates', (object, now) => {
      const { alias_label, old_alias_name, new_alias_name } = object
      const { profiles } = call.world
      if (!isText(alias_label) || !isText(old_alias_name) || !isText(new_alias_name)) return 'without label or names'
      const profile = profiles.find({ kind: 'user_alias', name: old_alias_name, label: alias_label })
      if (profile === undefined) return 'no profile has the alias'
      if (profiles.find({ kind: 'user_alias', name: new_alias_name, label: alias_label }) !== undefined) {
        return 'the new name is taken'
      }
      profiles.removeAlias(profile, { alias_label, alias_name: old_alias_name })
      profiles.addAlias(profile, { alias_label, alias_name: new_alias_name })
      profiles.touch(profile)
      note(profile, now, `alias ${alias_label} renamed to ${new_alias_name}`)
      return undefined
    }),
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
