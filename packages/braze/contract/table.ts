/**
 * The contract: every endpoint that client and sandbox know, one row each. Both are derived from it and neither imports the
 * other. A new endpoint is one row here; the client's method and its types follow.
 */
import type { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import { usersExportIds } from './users-export-ids.ts'
import { usersTrack } from './users-track.ts'

export const endpoints = {
  'users.track': usersTrack,
  'users.export.ids': usersExportIds,
} as const satisfies { readonly [id: string]: Endpoint }

export type EndpointId = keyof typeof endpoints

/** What a caller passes: `EndpointRequest<'users.track'>`. */
export type EndpointRequest<Id extends EndpointId> = z.input<(typeof endpoints)[Id]['request']>

/** What the API answers when all is well. */
export type EndpointResponse<Id extends EndpointId> = z.output<(typeof endpoints)[Id]['response']>
