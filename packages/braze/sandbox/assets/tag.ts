import { z } from 'zod'
import { createShelf, type Shelf } from './shelf.ts'

/** The tags of the workspace by their names. Nothing creates them over the API: see the controls. */
export type Tags = Shelf<string>

export function createTags(changed: () => void): Tags {
  return createShelf(z.string(), changed)
}

/** The tags of a request, or the sentence that refuses them. While the workspace has no tag at all, every tag is taken for known. */
export function readTags(
  source: unknown,
  known: Tags,
): { readonly tags: readonly string[] } | { readonly refusal: string } {
  if (source === undefined || source === null) return { tags: [] }
  if (!Array.isArray(source)) return { refusal: 'Tags must be an array' }
  const tags = source.filter((tag) => typeof tag === 'string')
  if (tags.length < source.length) return { refusal: 'All tags must be strings' }
  if (known.size > 0 && tags.some((tag) => known.get(tag) === undefined)) {
    return { refusal: 'Some tags could not be found' }
  }
  return { tags }
}
