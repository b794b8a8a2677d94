// Made by contract/generate.ts from the rows of the contract: change those.
import type { ExportField } from './objects/export-field.ts'
import type { UserAlias } from './objects/user-alias.ts'

/** `POST /users/export/ids`: Reads profiles by their identifiers. */
export interface UsersExportIdsRequest {
  /** External ids, at most 50. */
  readonly external_ids?: readonly string[]
  /** Aliases, at most 50. */
  readonly user_aliases?: readonly UserAlias[]
  /** Id of a device, as the SDK gives it. Not with `email_address` or `phone`. */
  readonly device_id?: string
  /** The id that Braze gave a profile. */
  readonly braze_id?: string
  /** E-mail address; may find several profiles. Not with `device_id` or `phone`. */
  readonly email_address?: string
  /** Phone number in E.164; may find several profiles. Not with `device_id` or `email_address`. */
  readonly phone?: string
  /** Which fields of a profile to answer. Required for companies since 2024-08-22. */
  readonly fields_to_export?: readonly ExportField[]
}

/** `POST /users/export/segment`: Exports the profiles of a segment into files. */
export interface UsersExportSegmentRequest {
  /** API identifier of the segment. */
  readonly segment_id: string
  /** Address that gets `{ success, url? }` by POST when the files are there. */
  readonly callback_endpoint?: string
  /** Names of custom attributes to export, at most 500. */
  readonly custom_attributes_to_export?: readonly string[]
  /** How the files are packed. Default `zip`. */
  readonly output_format?: 'zip' | 'gzip'
  /** Which fields of a profile to answer. Required for companies since 2021-04. */
  readonly fields_to_export?: readonly ExportField[]
}

/** `POST /users/export/global_control_group`: Exports the profiles of the Global Control Group into files. */
export interface UsersExportGlobalControlGroupRequest {
  /** Address that gets `{ success, url? }` by POST when the files are there. */
  readonly callback_endpoint?: string
  /** Names of custom attributes to export, at most 500. */
  readonly custom_attributes_to_export?: readonly string[]
  /** How the files are packed. Default `zip`. */
  readonly output_format?: 'zip' | 'gzip'
  /** Which fields of a profile to answer. Required for newer companies. */
  readonly fields_to_export?: readonly ExportField[]
}
