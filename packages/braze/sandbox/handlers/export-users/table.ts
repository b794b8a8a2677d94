import type { HandlerGroup } from '../handler.ts'
import { usersExportIds } from './ids.ts'
import { usersExportControlGroup, usersExportSegment } from './many.ts'

export const exportUsersHandlers = {
  'users.export.ids': usersExportIds,
  'users.export.segment': usersExportSegment,
  'users.export.global_control_group': usersExportControlGroup,
} as const satisfies HandlerGroup
