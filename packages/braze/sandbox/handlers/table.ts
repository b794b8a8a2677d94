import type { Handlers } from './handler.ts'
import { usersExportIds } from './users-export-ids.ts'
import { usersTrack } from './users-track.ts'

export const handlers: Handlers = {
  'users.track': usersTrack,
  'users.export.ids': usersExportIds,
}
