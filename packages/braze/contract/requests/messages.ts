// Made by contract/generate.ts from the rows of the contract: change those.
import type { ConnectedAudience } from './objects/connected-audience.ts'
import type { MessageObjects } from './objects/message-objects.ts'
import type { Schedule } from './objects/schedule.ts'
import type { UserAlias } from './objects/user-alias.ts'

/** `POST /messages/send`: Sends a message that the request carries, at once. */
export interface MessagesSendRequest {
  /** External ids of the users. At most 50, aliases included. */
  readonly external_user_ids?: readonly string[]
  /** Aliases of the users. At most 50, ids included. */
  readonly user_aliases?: readonly UserAlias[]
  /** Segment whose users get it. */
  readonly segment_id?: string
  /** True where no recipients are listed, and only there: it goes to everyone, or to the audience. Default false. */
  readonly broadcast?: boolean
  /** Filters that say who of them gets it. */
  readonly audience?: ConnectedAudience
  /** Campaign under which the dashboard counts it. */
  readonly campaign_id?: string
  /** Groups sends for the figures of the dashboard. At most 64 letters, digits, `-` and `_`. */
  readonly send_id?: string
  /** Who gets it by their subscription. Default `subscribed`, opted in included. */
  readonly recipient_subscription_state?: 'opted_in' | 'subscribed' | 'all'
  /** Whether it goes however much they got already. Default false. */
  readonly override_frequency_capping?: boolean
  /** One message per channel; 400 `No message to send` where there is none. */
  readonly messages: MessageObjects
}

/** `POST /messages/schedule/create`: Sends a message that the request carries, later. */
export interface MessagesScheduleCreateRequest {
  /** External ids of the users. At most 50, aliases included. */
  readonly external_user_ids?: readonly string[]
  /** Aliases of the users. At most 50, ids included. */
  readonly user_aliases?: readonly UserAlias[]
  /** Segment whose users get it. */
  readonly segment_id?: string
  /** True where no recipients are listed, and only there: it goes to everyone, or to the audience. Default false. */
  readonly broadcast?: boolean
  /** Filters that say who of them gets it. */
  readonly audience?: ConnectedAudience
  /** Campaign under which the dashboard counts it. */
  readonly campaign_id?: string
  /** Groups sends for the figures of the dashboard. At most 64 letters, digits, `-` and `_`. */
  readonly send_id?: string
  /** Who gets it by their subscription. Default `subscribed`, opted in included. */
  readonly recipient_subscription_state?: 'opted_in' | 'subscribed' | 'all'
  /** Whether it goes however much they got already. Default false. */
  readonly override_messaging_limits?: boolean
  /** When a message goes. */
  readonly schedule: Schedule
  /** One message per channel; 400 `No message to send` where there is none. */
  readonly messages: MessageObjects
}

/** `POST /messages/schedule/update`: Changes when a scheduled message goes, or what it says. */
export interface MessagesScheduleUpdateRequest {
  /** Id that the creation of the schedule answered. */
  readonly schedule_id: string
  /** When it goes from now on. */
  readonly schedule?: Schedule
  /** What it says from now on. */
  readonly messages?: MessageObjects
}

/** `POST /messages/schedule/delete`: Takes a scheduled message back. */
export interface MessagesScheduleDeleteRequest {
  /** Id that the creation of the schedule answered. */
  readonly schedule_id: string
}

/** `GET /messages/scheduled_broadcasts`: Lists the campaigns and Canvases that are scheduled until a time. */
export interface MessagesScheduledBroadcastsRequest {
  /** Until when, ISO 8601, taken as midnight UTC. */
  readonly end_time: string
}
