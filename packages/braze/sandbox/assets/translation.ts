import { z } from 'zod'
import { createShelf, joinKey, type Shelf } from './shelf.ts'

const translation = z.object({ map: z.array(z.tuple([z.string(), z.string()])).readonly() }).readonly()
/** The texts of one owner in one locale, by the ids of its translation tags. */
export type Translation = z.output<typeof translation>

/** What has translation tags: a template, a Content Block, a message of a campaign or Canvas. */
export interface TranslationOwner {
  readonly kind: 'email_template' | 'webhook_template' | 'content_block' | 'campaign' | 'canvas'
  /** From the outermost to the message. */
  readonly ids: readonly string[]
}

export type Translations = Shelf<Translation>

export function createTranslations(changed: () => void): Translations {
  return createShelf(translation, changed)
}

/** The texts of the owner in this locale; none when nobody translated it. */
export function findTranslation(
  translations: Translations,
  owner: TranslationOwner,
  localeId: string,
): ReadonlyMap<string, string> {
  return new Map(translations.get(keyOf(owner, localeId))?.map)
}

/** Writes these texts; others of the same owner and locale stay. */
export function putTranslation(
  translations: Translations,
  owner: TranslationOwner,
  localeId: string,
  texts: ReadonlyMap<string, string>,
): void {
  const map = new Map([...findTranslation(translations, owner, localeId), ...texts])
  translations.put(keyOf(owner, localeId), { map: [...map] })
}

function keyOf({ kind, ids }: TranslationOwner, localeId: string): string {
  return joinKey(kind, ...ids, localeId)
}
