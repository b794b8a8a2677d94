// Made by contract/generate.ts from the rows of the contract: change those.
import type { CanvasRecipient } from './objects/canvas-recipient.ts'
import type { ConnectedAudience } from './objects/connected-audience.ts'
import type { Schedule } from './objects/schedule.ts'

/** `POST /canvas/trigger/send`: Enters profiles into an API-triggered Canvas at once. */
export interface CanvasTriggerSendRequest {
  /** API identifier of the Canvas. */
  readonly canvas_id: string
  /** Values for all recipients, at most 50 KB. Those of a recipient win, key by key. */
  readonly context?: { readonly [name: string]: unknown }
  /** At most 50, not with `broadcast`. Of a profile listed twice, the last entry counts. */
  readonly recipients?: readonly CanvasRecipient[]
  /** True where no recipients are listed, and only there: it goes to everyone, or to the audience. Default false. */
  readonly broadcast?: boolean
  /** Filters that say who of them gets it. */
  readonly audience?: ConnectedAudience
  /** Older name of `context`. */
  readonly canvas_entry_properties?: { readonly [name: string]: unknown }
}

/** `POST /canvas/trigger/schedule/create`: Enters profiles into an API-triggered Canvas later. */
export interface CanvasTriggerScheduleCreateRequest {
  /** API identifier of the Canvas. */
  readonly canvas_id: string
  /** Values for all recipients, at most 50 KB. Those of a recipient win, key by key. */
  readonly context?: { readonly [name: string]: unknown }
  /** At most 50, not with `broadcast`. Of a profile listed twice, the last entry counts. */
  readonly recipients?: readonly CanvasRecipient[]
  /** True where no recipients are listed, and only there: it goes to everyone, or to the audience. Default false. */
  readonly broadcast?: boolean
  /** Filters that say who of them gets it. */
  readonly audience?: ConnectedAudience
  /** Older name of `context`. */
  readonly canvas_entry_properties?: { readonly [name: string]: unknown }
  /** When a message goes. */
  readonly schedule: Schedule
}

/** `POST /canvas/trigger/schedule/update`: Changes when a scheduled API-triggered Canvas goes. */
export interface CanvasTriggerScheduleUpdateRequest {
  /** API identifier of the Canvas. */
  readonly canvas_id: string
  /** Id that the creation of the schedule answered. */
  readonly schedule_id: string
  /** When it goes from now on. */
  readonly schedule: Schedule
}

/** `POST /canvas/trigger/schedule/delete`: Takes a scheduled API-triggered Canvas back. */
export interface CanvasTriggerScheduleDeleteRequest {
  /** API identifier of the Canvas. */
  readonly canvas_id: string
  /** Id that the creation of the schedule answered. */
  readonly schedule_id: string
}

/** `POST /canvas/duplicate`: Duplicates a Canvas. */
export interface CanvasDuplicateRequest {
  /** API identifier of the Canvas. */
  readonly canvas_id: string
  /** Name of the copy. */
  readonly name: string
  /** Description of the copy. */
  readonly description?: string
  /** Tags of the copy. Only tags that exist. */
  readonly tag_names?: readonly string[]
}

/** `GET /canvas/list`: Lists Canvases. */
export interface CanvasListRequest {
  /** Which page, from 0. Default 0. */
  readonly page?: number
  /** Whether archived ones are listed too. Default false. */
  readonly include_archived?: boolean
  /** Oldest or newest first. Default `asc`. */
  readonly sort_direction?: 'asc' | 'desc'
  /** Only what was edited after this time, ISO 8601. */
  readonly 'last_edit.time[gt]'?: string
}

/** `GET /canvas/details`: Reads a Canvas. */
export interface CanvasDetailsRequest {
  /** API identifier of the Canvas. */
  readonly canvas_id: string
  /** The draft made after the launch instead of what is live. Default false. */
  readonly post_launch_draft_version?: boolean
  /** Whether to tell of each message if it has texts to translate. Default false. */
  readonly include_has_translatable_content?: boolean
}

/** `GET /canvas/data_series`: Reads a Canvas's figures by day. */
export interface CanvasDataSeriesRequest {
  /** API identifier of the Canvas. */
  readonly canvas_id: string
  /** When they end, ISO 8601. */
  readonly ending_at: string
  /** When they begin, ISO 8601. This or `length`, at most 14 days before the end. */
  readonly starting_at?: string
  /** How many days: 1 to 14. This or `starting_at`. */
  readonly length?: number
  /** Whether to tell them by variant too. Default false. */
  readonly include_variant_breakdown?: boolean
  /** Whether to tell them by step too. Default false. */
  readonly include_step_breakdown?: boolean
  /** Whether steps that are gone count. Default false. */
  readonly include_deleted_step_data?: boolean
}

/** `GET /canvas/data_summary`: Reads a Canvas's figures, added up. */
export interface CanvasDataSummaryRequest {
  /** API identifier of the Canvas. */
  readonly canvas_id: string
  /** When they end, ISO 8601. */
  readonly ending_at: string
  /** When they begin, ISO 8601. This or `length`, at most 14 days before the end. */
  readonly starting_at?: string
  /** How many days: 1 to 14. This or `starting_at`. */
  readonly length?: number
  /** Whether to tell them by variant too. Default false. */
  readonly include_variant_breakdown?: boolean
  /** Whether to tell them by step too. Default false. */
  readonly include_step_breakdown?: boolean
  /** Whether steps that are gone count. Default false. */
  readonly include_deleted_step_data?: boolean
}

/** `GET /canvas/url_info/details`: Lists the link aliases of a Canvas step. */
export interface CanvasUrlInfoDetailsRequest {
  /** API identifier of the Canvas. */
  readonly canvas_id: string
  /** API identifier of the step. */
  readonly canvas_step_id: string
  /** API identifier of the message variation. */
  readonly message_variation_id: string
  /** Only the link with this id, as Braze gave it. */
  readonly includes_link_id?: string
}
