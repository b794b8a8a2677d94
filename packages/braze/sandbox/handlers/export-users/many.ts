import { type EndpointId, endpoints, exportFields, successMessage } from '@parley/braze/contract'
import type { ExportRequest } from '../../exports.ts'
import type { Profile } from '../../profile.ts'
import { badRequest, type Members, membersOf, mistakes } from '../bad-request.ts'
import { unknownSegment } from '../export-segments/table.ts'
import type { Answer, Call, Handler } from '../handler.ts'

/** Profiles with a random bucket below this are the control group: one in twenty. */
const CONTROL_BUCKETS = 500
/** Custom attributes that may be named. */
const NAMES = 500

/** Texts of our own. */
const ownErrors = {
  running: 'An export of this segment is already in progress',
  notUrl: "'callback_endpoint' must be an http or https URL",
  fieldsRequired: "'fields_to_export' is required",
} as const

/** `POST /users/export/segment`. */
export const usersExportSegment: Handler = {
  answer(call) {
    const { segments, clock } = call.world
    const { segment_id: id } = membersOf(call.body)
    const segment = typeof id === 'string' ? segments.find(id) : undefined
    if (segment === undefined) return badRequest(unknownSegment)
    return answerExport(call, 'users.export.segment', segment.id, () => segments.members(segment, clock.now()))
  },
}

/** `POST /users/export/global_control_group`. */
export const usersExportControlGroup: Handler = {
  answer: (call) =>
    answerExport(call, 'users.export.global_control_group', 'the control group', () =>
      [...call.world.profiles.all()].filter(({ randomBucket }) => randomBucket < CONTROL_BUCKETS),
    ),
}

function answerExport(call: Call, id: EndpointId, of: string, members: () => readonly Profile[]): Answer {
  const options = readOptions(membersOf(call.body), call.settings.requireFieldsToExport)
  if (typeof options === 'string') return badRequest(options)
  const { origin, fixed } = call
  const started = call.world.exports.start({ of, members, origin, prefix: fixed?.prefix, ...options })
  if (started === undefined) return badRequest(ownErrors.running)
  const row: { readonly successStatus: number } = endpoints[id]
  return {
    status: row.successStatus,
    body: { object_prefix: started.prefix, url: started.url, message: successMessage },
    apply: started.finish,
    fixed: { prefix: started.prefix },
  }
}

type Options = Pick<ExportRequest, 'fields' | 'customAttributes' | 'format' | 'callback'>

function readOptions(members: Members, requireFields: boolean): Options | string {
  const { output_format: format = 'zip', callback_endpoint: callback } = members
  if (format !== 'zip' && format !== 'gzip') return mistakes.notValid('output_format')
  const url = typeof callback === 'string' ? URL.parse(callback) : null
  if (callback !== undefined && (url === null || !/^https?:$/.test(url.protocol))) return ownErrors.notUrl
  const fields = readNames(members, 'fields_to_export')
  if (typeof fields === 'string') return fields
  if (requireFields && fields === undefined) return ownErrors.fieldsRequired
  const known: readonly string[] = exportFields
  if (fields !== undefined && [...fields].some((field) => !known.includes(field))) {
    return mistakes.notValid('fields_to_export')
  }
  const customAttributes = readNames(members, 'custom_attributes_to_export')
  if (typeof customAttributes === 'string') return customAttributes
  return { format, fields, customAttributes, callback: url ?? undefined }
}

function readNames(members: Members, name: string): ReadonlySet<string> | string | undefined {
  const value = members[name]
  if (value === undefined || value === null) return undefined
  if (Array.isArray(value) && value.length > NAMES) return mistakes.notValid(name)
  const good = Array.isArray(value) && value.every((item) => typeof item === 'string')
  return good ? new Set<string>(value) : mistakes.notArray(name, 'strings')
}
