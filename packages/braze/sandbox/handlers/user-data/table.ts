import type { HandlerGroup } from '../handler.ts'
import { usersAliasNew, usersAliasUpdate } from './alias.ts'
import { usersDelete } from './delete.ts'
import { usersExternalIdsRemove, usersExternalIdsRename } from './external-ids.ts'
import { usersIdentify } from './identify.ts'
import { usersMerge } from './merge.ts'
import { usersTrack } from './track.ts'
import { usersTrackBulk } from './track-bulk.ts'
import { usersTrackSync } from './track-sync.ts'

export const userDataHandlers = {
  'users.track': usersTrack,
  'users.track.bulk': usersTrackBulk,
  'users.track.sync': usersTrackSync,
  'users.identify': usersIdentify,
  'users.merge': usersMerge,
  'users.delete': usersDelete,
  'users.alias.new': usersAliasNew,
  'users.alias.update': usersAliasUpdate,
  'users.external_ids.rename': usersExternalIdsRename,
  'users.external_ids.remove': usersExternalIdsRemove,
} as const satisfies HandlerGroup
