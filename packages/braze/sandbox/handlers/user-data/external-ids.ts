import { endpoints, limits, successMessage } from '@parley/braze/contract'
import { isObject } from '../../attribute-value.ts'
import { note } from '../../profile.ts'
import type { World } from '../../world.ts'
import { badRequest, MAX_IDS, membersOf, mistakes, readArray } from '../bad-request.ts'
import type { Handler } from '../handler.ts'

interface Rename {
  readonly current_external_id: string
  readonly new_external_id: string
}

/**
 * `POST /users/external_ids/rename`. What it answers depends on what it did, so it takes effect at once, whatever the delay. An error
 * is an array of the position and the reason.
 */
export const usersExternalIdsRename: Handler = {
  answer({ body, world }) {
    const items = readArray(membersOf(body), 'external_id_renames', { of: 'objects', max: MAX_IDS })
    if (typeof items === 'string') return badRequest(items)
    if (items === undefined || items.length === 0)
      return badRequest(mistakes.notArray('external_id_renames', 'objects'))
    const renamed: Rename[] = []
    const errors: (readonly [number, string])[] = []
    for (const [index, item] of items.entries()) {
      const rename = readRename(item)
      const error =
        rename === undefined ? 'current_external_id and new_external_id are required' : tryRename(world, rename)
      if (error !== undefined) errors.push([index, error])
      else if (rename !== undefined) renamed.push(rename)
    }
    return {
      status: endpoints['users.external_ids.rename'].successStatus,
      body: { message: successMessage, external_ids: renamed, rename_errors: errors },
    }
  },
}

/** `POST /users/external_ids/remove`: earlier ids find nobody from now on. */
export const usersExternalIdsRemove: Handler = {
  answer({ body, world }) {
    const ids = readArray(membersOf(body), 'external_ids', { of: 'strings', max: MAX_IDS })
    if (typeof ids === 'string') return badRequest(ids)
    if (ids === undefined || ids.length === 0) return badRequest(mistakes.notArray('external_ids', 'strings'))
    const removed: string[] = []
    const errors: (readonly [number, string])[] = []
    for (const [index, id] of ids.entries()) {
      const text = readId(id)
      if (text !== undefined && world.profiles.dropDeprecatedId(text)) removed.push(text)
      else errors.push([index, 'not a deprecated external_id'])
    }
    return {
      status: endpoints['users.external_ids.remove'].successStatus,
      body: { message: successMessage, removed_ids: removed, removal_errors: errors },
    }
  },
}

/** Why the rename cannot be, if it cannot. */
function tryRename({ profiles, clock }: World, { current_external_id, new_external_id }: Rename): string | undefined {
  const profile = profiles.find({ kind: 'external_id', value: current_external_id })
  if (profile === undefined) return 'current_external_id not found'
  if (profile.externalId !== current_external_id) return 'current_external_id is deprecated'
  if (Buffer.byteLength(new_external_id) > limits.externalIdBytes) return 'new_external_id is too large'
  if (profiles.find({ kind: 'external_id', value: new_external_id }) !== undefined) return 'new_external_id is taken'
  profiles.setExternalId(profile, new_external_id, true)
  profiles.touch(profile)
  note(profile, clock.now(), `renamed from ${current_external_id}`)
  return undefined
}

function readRename(item: unknown): Rename | undefined {
  if (!isObject(item)) return undefined
  const [current_external_id, new_external_id] = [readId(item.current_external_id), readId(item.new_external_id)]
  if (current_external_id === undefined || new_external_id === undefined) return undefined
  return { current_external_id, new_external_id }
}

function readId(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text !== '' ? text : undefined
}
