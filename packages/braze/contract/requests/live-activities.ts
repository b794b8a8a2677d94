// Made by contract/generate.ts from the rows of the contract: change those.
import type { ConnectedAudience } from './objects/connected-audience.ts'
import type { UserAlias } from './objects/user-alias.ts'

/** `POST /messages/live_activity/start`: Starts a Live Activity on iOS. */
export interface MessagesLiveActivityStartRequest {
  /** API identifier of an app of the workspace. */
  readonly app_id: string
  /** Your own id of the activity, by which it is updated. */
  readonly activity_id: string
  /** Type of the attributes, as the app names it. */
  readonly activity_attributes_type: string
  /** What stays the same during the activity, as the app defines it. */
  readonly activity_attributes: { readonly [name: string]: unknown }
  /** What the activity shows, as the app defines it. */
  readonly content_state: { readonly [name: string]: unknown }
  /** Push message that tells of the start. */
  readonly notification: {
    /** What is shown. */
    readonly alert: {
      /** Title. */
      readonly title: string
      /** Text. */
      readonly body: string
      readonly [name: string]: unknown
    }
    readonly [name: string]: unknown
  }
  /** From when on its content is out of date, ISO 8601. */
  readonly stale_date?: string
  /** External ids of the users. At most 50, aliases included. */
  readonly external_user_ids?: readonly string[]
  /** Aliases of the users. At most 50, ids included. */
  readonly user_aliases?: readonly UserAlias[]
  /** Segment whose users get it. Not with listed users. */
  readonly segment_id?: string
  /** Filters that say who gets it. Not with listed users. */
  readonly custom_audience?: ConnectedAudience
}

/** `POST /messages/live_activity/update`: Updates or ends a Live Activity on iOS. */
export interface MessagesLiveActivityUpdateRequest {
  /** API identifier of an app of the workspace. */
  readonly app_id: string
  /** Your own id of the activity, by which it is updated. */
  readonly activity_id: string
  /** What the activity shows, as the app defines it. */
  readonly content_state: { readonly [name: string]: unknown }
  /** True: this is the last update. Default false. */
  readonly end_activity?: boolean
  /** When it goes away once it has ended, ISO 8601. */
  readonly dismissal_date?: string
  /** From when on its content is out of date, ISO 8601. */
  readonly stale_date?: string
  /** Push message that tells of the update. */
  readonly notification?: {
    /** What is shown. */
    readonly alert: {
      /** Title. */
      readonly title: string
      /** Text. */
      readonly body: string
      readonly [name: string]: unknown
    }
    readonly [name: string]: unknown
  }
}
