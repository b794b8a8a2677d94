// Made by contract/generate.ts from the rows of the contract: change those.
import type { CampaignRecipient } from './objects/campaign-recipient.ts'
import type { ConnectedAudience } from './objects/connected-audience.ts'
import type { Schedule } from './objects/schedule.ts'

/** `POST /campaigns/trigger/send`: Sends an API-triggered campaign at once. */
export interface CampaignsTriggerSendRequest {
  /** API identifier of the campaign. */
  readonly campaign_id: string
  /** Groups sends for the figures of the dashboard. At most 64 letters, digits, `-` and `_`. */
  readonly send_id?: string
  /** Values for all recipients, at most 50 KB. Those of a recipient win, key by key. */
  readonly trigger_properties?: { readonly [name: string]: unknown }
  /** At most 50, not with `broadcast`. Of a profile listed twice, the last entry counts. */
  readonly recipients?: readonly CampaignRecipient[]
  /** True where no recipients are listed, and only there: it goes to everyone, or to the audience. Default false. */
  readonly broadcast?: boolean
  /** Filters that say who of them gets it. */
  readonly audience?: ConnectedAudience
  /** Files for an e-mail, at most 2 MB each. Not with `broadcast`. */
  readonly attachments?: readonly {
    /** Name of the file. */
    readonly file_name: string
    /** Where the file is. It decides the type. */
    readonly url: string
  }[]
}

/** `POST /campaigns/trigger/schedule/create`: Sends an API-triggered campaign later. */
export interface CampaignsTriggerScheduleCreateRequest {
  /** API identifier of the campaign. */
  readonly campaign_id: string
  /** Groups sends for the figures of the dashboard. At most 64 letters, digits, `-` and `_`. */
  readonly send_id?: string
  /** Values for all recipients, at most 50 KB. Those of a recipient win, key by key. */
  readonly trigger_properties?: { readonly [name: string]: unknown }
  /** At most 50, not with `broadcast`. Of a profile listed twice, the last entry counts. */
  readonly recipients?: readonly CampaignRecipient[]
  /** True where no recipients are listed, and only there: it goes to everyone, or to the audience. Default false. */
  readonly broadcast?: boolean
  /** Filters that say who of them gets it. */
  readonly audience?: ConnectedAudience
  /** When a message goes. */
  readonly schedule: Schedule
}

/** `POST /campaigns/trigger/schedule/update`: Changes when a scheduled API-triggered campaign goes. */
export interface CampaignsTriggerScheduleUpdateRequest {
  /** API identifier of the campaign. */
  readonly campaign_id: string
  /** Id that the creation of the schedule answered. */
  readonly schedule_id: string
  /** When it goes from now on. Replaces the whole schedule. */
  readonly schedule: Schedule
}

/** `POST /campaigns/trigger/schedule/delete`: Takes a scheduled API-triggered campaign back. */
export interface CampaignsTriggerScheduleDeleteRequest {
  /** API identifier of the campaign. */
  readonly campaign_id: string
  /** Id that the creation of the schedule answered. */
  readonly schedule_id: string
}

/** `POST /campaigns/duplicate`: Duplicates a campaign. */
export interface CampaignsDuplicateRequest {
  /** API identifier of the campaign. */
  readonly campaign_id: string
  /** Name of the copy. */
  readonly name: string
  /** Description of the copy. */
  readonly description?: string
  /** Tags of the copy instead of those of the original. Only tags that exist. */
  readonly tag_names?: readonly string[]
}

/** `GET /campaigns/list`: Lists campaigns. */
export interface CampaignsListRequest {
  /** Which page, from 0. Default 0. */
  readonly page?: number
  /** Whether archived ones are listed too. Default false. */
  readonly include_archived?: boolean
  /** Oldest or newest first. Default `asc`. */
  readonly sort_direction?: 'asc' | 'desc'
  /** Only what was edited after this time, ISO 8601. */
  readonly 'last_edit.time[gt]'?: string
}

/** `GET /campaigns/details`: Reads a campaign. */
export interface CampaignsDetailsRequest {
  /** API identifier of the campaign. */
  readonly campaign_id: string
  /** The draft made after the launch instead of what is live. Default false. */
  readonly post_launch_draft_version?: boolean
}

/** `GET /campaigns/data_series`: Reads a campaign's figures by day. */
export interface CampaignsDataSeriesRequest {
  /** API identifier of the campaign. */
  readonly campaign_id: string
  /** How many days: 1 to 100. */
  readonly length: number
  /** When the series ends, ISO 8601. Default now. */
  readonly ending_at?: string
}

/** `GET /campaigns/url_info/details`: Lists the link aliases of a campaign's message variation. */
export interface CampaignsUrlInfoDetailsRequest {
  /** API identifier of the campaign. */
  readonly campaign_id: string
  /** API identifier of the message variation. */
  readonly message_variation_id: string
  /** Only the link with this id, as Braze gave it. */
  readonly includes_link_id?: string
}
