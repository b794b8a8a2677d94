import { z } from 'zod'
import { createShelf, type Shelf } from './shelf.ts'

/** A language of the workspace's multi-language settings, which only the dashboard changes: see the controls. */
export const locale = z
  .object({
    uuid: z.string(),
    /** As the dashboard names it, `es-MX`. */
    name: z.string(),
    country: z.string(),
    language: z.string(),
    locale_key: z.string(),
  })
  .readonly()
export type Locale = z.output<typeof locale>

/** Locales by their ids. */
export type Locales = Shelf<Locale>

export function createLocales(changed: () => void): Locales {
  return createShelf(locale, changed)
}
