import { z } from 'zod'
import { createShelf, type Shelf } from './shelf.ts'

const media = z
  .object({
    id: z.string(),
    name: z.string(),
    ext: z.string(),
    /** Bytes; 0 for what was named by its address, since the sandbox does not fetch it. */
    size: z.number(),
    /** Epoch milliseconds. */
    createdAt: z.number(),
  })
  .readonly()
/** A file of the media library, without its contents. */
export type Media = z.output<typeof media>

/** Files by their ids. */
export type MediaLibrary = Shelf<Media>

export function createMediaLibrary(changed: () => void): MediaLibrary {
  return createShelf(media, changed)
}

/** `_docs/_api/endpoints/media_library/manage_assets/create.md` */
export const mediaLimits = { imageBytes: 5 * 1024 * 1024, zipBytes: 50 * 1024 * 1024 } as const

const imageTypes: readonly string[] = ['png', 'jpg', 'jpeg', 'gif', 'svg', 'webp']

export function isImageType(ext: string): boolean {
  return imageTypes.includes(ext)
}

/** The extension of a file name in lower case, without the dot; empty without one. */
export function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** How files begin, in Latin-1, and what that makes them. */
const beginnings: readonly (readonly [text: string, ext: string])[] = [
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['\xff\xd8\xff', 'jpg'],
  ['GIF87a', 'gif'],
  ['GIF89a', 'gif'],
  ['<svg', 'svg'],
  ['<?xml', 'svg'],
  ['PK\x03\x04', 'zip'],
  // Without any file in it.
  ['PK\x05\x06', 'zip'],
  ['%PDF-', 'pdf'],
]

/** What a file is by its contents; empty when that is not known. */
export function sniffExtension(bytes: Buffer): string {
  const head = bytes.toString('latin1', 0, 16)
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'webp'
  return beginnings.find(([text]) => head.startsWith(text))?.[1] ?? ''
}
