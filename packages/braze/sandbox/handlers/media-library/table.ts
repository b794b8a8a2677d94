import type { HandlerGroup } from '../handler.ts'
import { createMedia, replaceMedia } from './media.ts'

export const mediaLibraryHandlers = {
  'media_library.create': createMedia,
  'media_library.replace_file': replaceMedia,
} as const satisfies HandlerGroup
