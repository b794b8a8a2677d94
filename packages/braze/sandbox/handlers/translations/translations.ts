import { successMessage } from '@parley/braze/contract'
import { findTranslations } from '../../assets/liquid-text.ts'
import { findTranslation, putTranslation, type TranslationOwner } from '../../assets/translation.ts'
import { isObject } from '../../attribute-value.ts'
import type { World } from '../../world.ts'
import { membersOf } from '../bad-request.ts'
import type { Answer, Handler } from '../handler.ts'

/** Where the members of a request lead: to what has the translation tags, and its Liquid. */
export interface TranslationSource {
  readonly owner: TranslationOwner
  readonly texts: readonly string[]
}

/** The source that the members name; without one, the sentence that says what is missing. */
export type FindSource = (
  world: World,
  members: { readonly [member: string]: unknown },
) => TranslationSource | { readonly unknown: string }

/** The three endpoints of one kind of owner. */
export function translationHandlers(find: FindSource): {
  readonly get: Handler
  readonly update: Handler
  readonly source: Handler
} {
  return {
    get: {
      answer({ query, world, body }) {
        const members = { ...membersOf(body), ...Object.fromEntries(query) }
        const source = find(world, members)
        if ('unknown' in source) return refusedBy(source.unknown, 404)
        const { locales, translations } = world.assets
        const { locale_id: localeId } = members
        const wanted = locales.all().filter(({ uuid }) => localeId === undefined || uuid === localeId)
        if (localeId !== undefined && wanted.length === 0) return refusedBy(unknownLocale)
        const shown = wanted.map((locale) => {
          const map = findTranslation(translations, source.owner, locale.uuid)
          return { translation_map: Object.fromEntries(map), locale }
        })
        return { status: 200, body: { translations: shown, message: successMessage } }
      },
    },
    update: {
      answer({ body, world }) {
        const members = membersOf(body)
        const source = find(world, members)
        if ('unknown' in source) return refusedBy(source.unknown, 404)
        const { locales, translations } = world.assets
        const { locale_id: localeId, translation_map: map } = members
        if (typeof localeId !== 'string' || locales.get(localeId) === undefined) return refusedBy(unknownLocale)
        const read = readMap(map, findTranslations(source.texts))
        if (read === undefined) return refusedBy(unreadableMap)
        putTranslation(translations, source.owner, localeId, read)
        return { status: 200, body: { message: successMessage } }
      },
    },
    source: {
      answer({ query, world, body }) {
        const source = find(world, { ...membersOf(body), ...Object.fromEntries(query) })
        if ('unknown' in source) return refusedBy(source.unknown, 404)
        const map = Object.fromEntries(findTranslations(source.texts))
        return { status: 200, body: { translations: { translation_map: map }, message: successMessage } }
      },
    },
  }
}

/** `_docs/_api/endpoints/translations/**` */
const unknownLocale = 'The provided locale code does not exist.'
const unreadableMap =
  'The provided translations yielded errors when parsing. Please contact Braze for more information.'

/** The texts of a map, each of a tag that the source has. */
function readMap(map: unknown, source: ReadonlyMap<string, string>): ReadonlyMap<string, string> | undefined {
  if (!isObject(map)) return undefined
  const entries = Object.entries(map)
  const fits = entries.every(([id, text]) => source.has(id) && typeof text === 'string')
  return fits ? new Map(entries.map(([id, text]) => [id, String(text)])) : undefined
}

function refusedBy(message: string, status = 400): Answer {
  return { status, body: { errors: [{ message }] } }
}
