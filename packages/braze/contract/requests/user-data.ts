// Made by contract/generate.ts from the rows of the contract: change those.
import type { CustomEvent } from './objects/custom-event.ts'
import type { MergeIdentifier } from './objects/merge-identifier.ts'
import type { Prioritization } from './objects/prioritization.ts'
import type { ProfileAttributes } from './objects/profile-attributes.ts'
import type { Purchase } from './objects/purchase.ts'
import type { UserAlias } from './objects/user-alias.ts'

/** `POST /users/track`: Writes attributes, events and purchases of profiles. */
export interface UsersTrackRequest {
  /** Profiles and what is written to them. Worked on first. */
  readonly attributes?: readonly ProfileAttributes[]
  /** What people did. Worked on second. */
  readonly events?: readonly CustomEvent[]
  /** What people bought. Worked on last. */
  readonly purchases?: readonly Purchase[]
}

/** `POST /users/track/bulk`: Writes many attributes, events and purchases of profiles, at lower priority. */
export interface UsersTrackBulkRequest {
  /** Profiles and what is written to them. Worked on first. */
  readonly attributes?: readonly ProfileAttributes[]
  /** What people did. Worked on second. */
  readonly events?: readonly CustomEvent[]
  /** What people bought. Worked on last. */
  readonly purchases?: readonly Purchase[]
}

/** `POST /users/track/sync`: Writes one object of a profile and answers when it is applied. */
export interface UsersTrackSyncRequest {
  /** Profiles and what is written to them. Worked on first. */
  readonly attributes?: readonly ProfileAttributes[]
  /** What people did. Worked on second. */
  readonly events?: readonly CustomEvent[]
  /** What people bought. Worked on last. */
  readonly purchases?: readonly Purchase[]
}

/** `POST /users/identify`: Joins alias-only, email-only or phone-only profiles to the profile of an external id. */
export interface UsersIdentifyRequest {
  /** Aliases and the external ids to give them. At most 50. */
  readonly aliases_to_identify?: readonly {
    /** The external id. */
    readonly external_id: string
    /** Another id of a profile, which needs no external id for it. */
    readonly user_alias: UserAlias
  }[]
  /** E-mail addresses and the external ids to give them. At most 50. */
  readonly emails_to_identify?: readonly {
    /** The external id. */
    readonly external_id: string
    /** The e-mail address. */
    readonly email: string
    /**
     * Which profile is meant where several fit, the first word first. `identified` and `unidentified` exclude each
     * other.
     */
    readonly prioritization: readonly Prioritization[]
  }[]
  /** Phone numbers and the external ids to give them. At most 50. */
  readonly phone_numbers_to_identify?: readonly {
    /** The external id. */
    readonly external_id: string
    /** The phone number. */
    readonly phone: string
    /**
     * Which profile is meant where several fit, the first word first. `identified` and `unidentified` exclude each
     * other.
     */
    readonly prioritization: readonly Prioritization[]
  }[]
  /** Older switch: whether fields are joined too. The current page knows only `merge`. */
  readonly merge_behavior?: 'none' | 'merge'
}

/** `POST /users/merge`: Merges one profile into another. */
export interface UsersMergeRequest {
  /** Pairs of profiles, 1 to 50. */
  readonly merge_updates: readonly {
    /** The profile that goes away. */
    readonly identifier_to_merge: MergeIdentifier
    /** The profile that stays, with what the other one had besides. */
    readonly identifier_to_keep: MergeIdentifier
  }[]
}

/** `POST /users/delete`: Deletes profiles. */
export interface UsersDeleteRequest {
  /** External ids, at most 50. */
  readonly external_ids?: readonly string[]
  /** Aliases, at most 50. */
  readonly user_aliases?: readonly UserAlias[]
  /** Ids that Braze gave, at most 50. */
  readonly braze_ids?: readonly string[]
  /** E-mail addresses, at most 50. Not by `least_recently_updated`. */
  readonly email_addresses?: readonly {
    /** The e-mail address. */
    readonly email: string
    /**
     * Which profile is meant where several fit, the first word first. `identified` and `unidentified` exclude each
     * other.
     */
    readonly prioritization: readonly Prioritization[]
  }[]
  /** Phone numbers, at most 50. Not by `least_recently_updated`. */
  readonly phone_numbers?: readonly {
    /** The phone number. */
    readonly phone: string
    /**
     * Which profile is meant where several fit, the first word first. `identified` and `unidentified` exclude each
     * other.
     */
    readonly prioritization: readonly Prioritization[]
  }[]
}

/** `POST /users/alias/new`: Gives profiles an alias, or creates alias-only profiles. */
export interface UsersAliasNewRequest {
  /** Aliases, at most 50. */
  readonly user_aliases: readonly {
    /** The profile that gets the alias. Left out: a profile with nothing but the alias is made. */
    readonly external_id?: string
    /** The id itself. Case-sensitive, unique within its label. */
    readonly alias_name: string
    /** What kind of id it is. */
    readonly alias_label: string
  }[]
}

/** `POST /users/alias/update`: Renames aliases. */
export interface UsersAliasUpdateRequest {
  /** Aliases, at most 50. */
  readonly alias_updates: readonly {
    /** What kind of id it is. Stays. */
    readonly alias_label: string
    /** The id up to now. */
    readonly old_alias_name: string
    /** The id from now on. */
    readonly new_alias_name: string
  }[]
}

/** `POST /users/external_ids/rename`: Renames external ids. */
export interface UsersExternalIdsRenameRequest {
  /** Pairs of ids, 1 to 50. */
  readonly external_id_renames: readonly {
    /** The primary id up to now. */
    readonly current_external_id: string
    /** The primary id from now on: one that no profile has or had. */
    readonly new_external_id: string
  }[]
}

/** `POST /users/external_ids/remove`: Removes deprecated external ids. */
export interface UsersExternalIdsRemoveRequest {
  /** Ids, 1 to 50. Only deprecated ones, which a rename left behind. */
  readonly external_ids: readonly string[]
}
