import { z } from 'zod'
import { isObject } from '../attribute-value.ts'
import { createShelf, type Shelf } from './shelf.ts'

const preferenceCenter = z
  .object({
    id: z.string(),
    name: z.string(),
    title: z.string(),
    pageHtml: z.string(),
    confirmationHtml: z.string(),
    state: z.enum(['active', 'draft']),
    options: z.record(z.string(), z.unknown()).readonly(),
    /** Epoch milliseconds. */
    createdAt: z.number(),
    updatedAt: z.number(),
  })
  .readonly()
export type PreferenceCenter = z.output<typeof preferenceCenter>

/** Preference centers by their ids. */
export type PreferenceCenters = Shelf<PreferenceCenter>

export function createPreferenceCenters(changed: () => void): PreferenceCenters {
  return createShelf(preferenceCenter, changed)
}

/** What a request says of a preference center. */
export type PreferenceCenterChange = Pick<PreferenceCenter, 'pageHtml' | 'confirmationHtml'> &
  Partial<Pick<PreferenceCenter, 'title' | 'state' | 'options'>>

const NAME_CHARACTERS = 255
const ICON_RELATIONS: readonly unknown[] = ['icon', 'shortcut icon', 'apple-touch-icon']

/** Everything but the name, which is fixed once it is given. */
export function readPreferenceCenter(source: {
  readonly [member: string]: unknown
}): { readonly change: PreferenceCenterChange } | { readonly refusal: string } {
  const { preference_center_page_html: pageHtml, confirmation_page_html: confirmationHtml } = source
  const { preference_center_title: title, state, options } = source
  if (typeof pageHtml !== 'string' || pageHtml === '') {
    return { refusal: "'preference_center_page_html' must be a string" }
  }
  if (typeof confirmationHtml !== 'string' || confirmationHtml === '') {
    return { refusal: "'confirmation_page_html' must be a string" }
  }
  if (title !== undefined && typeof title !== 'string') return { refusal: "'preference_center_title' must be a string" }
  if (state !== undefined && state !== 'active' && state !== 'draft') {
    return { refusal: "'state' must be either 'active' or 'draft'" }
  }
  if (options !== undefined && !areOptions(options)) return { refusal: "'options' is not valid" }
  return {
    change: {
      pageHtml,
      confirmationHtml,
      ...(title !== undefined && { title }),
      ...(state !== undefined && { state }),
      ...(options !== undefined && { options }),
    },
  }
}

/** The sentence that refuses a name. */
export function findNameRefusal(name: unknown, centers: PreferenceCenters): string | undefined {
  if (typeof name !== 'string' || !/^[\w-]+$/.test(name) || name.length > NAME_CHARACTERS) {
    return "'name' can only contain letters, numbers, hyphens, and underscores"
  }
  const isTaken = centers.all().some((center) => center.name === name)
  return isTaken ? 'A preference center with this name already exists' : undefined
}

function areOptions(options: unknown): options is { readonly [name: string]: unknown } {
  if (!isObject(options)) return false
  const { 'meta-viewport-content': viewport = '', 'links-tags': links = [] } = options
  if (typeof viewport !== 'string' || !Array.isArray(links)) return false
  return links.every((link) => isObject(link) && ICON_RELATIONS.includes(link.rel) && typeof link.href === 'string')
}
