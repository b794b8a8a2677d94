/** Who may do what in the Studio. */

/** The roles of a workspace, widest first. */
export const roles = ['owner', 'designer', 'developer', 'agent', 'analyst'] as const
export type Role = (typeof roles)[number]

/** What somebody may do, each named for one door. */
export const permissions = [
  /** Solutions, their files and versions. */
  'solution:read',
  /** Flows, texts, intents, tests and settings; making and importing solutions. */
  'solution:edit',
  /** Code: actions and `solution.ts`, and running them. */
  'action:edit',
  /** Versions, and what the sandbox runs. */
  'publish:sandbox',
  'publish:prod',
  'report:read',
  /** Transcripts, masked where they are sensitive. */
  'transcript:read',
  /** Conversations with people of the brand. */
  'hand-over:answer',
  /** Deliveries to Braze: their state, requests, dead letters. */
  'delivery:read',
  'delivery:replay',
  /** Export and erasure of people. */
  'contact:manage',
  /** Accounts, invitations, API keys of everybody, sign-in settings. */
  'access:manage',
  'audit:read',
] as const
export type Permission = (typeof permissions)[number]

export const permissionsOf: { readonly [role in Role]: readonly Permission[] } = {
  owner: permissions,
  designer: [
    'solution:read',
    'solution:edit',
    'publish:sandbox',
    'publish:prod',
    'report:read',
    'transcript:read',
    'delivery:read',
  ],
  developer: [
    'solution:read',
    'solution:edit',
    'action:edit',
    'publish:sandbox',
    'publish:prod',
    'report:read',
    'transcript:read',
    'delivery:read',
    'delivery:replay',
  ],
  agent: ['solution:read', 'transcript:read', 'hand-over:answer'],
  analyst: ['solution:read', 'report:read', 'transcript:read', 'delivery:read'],
}

/** `GET /studio/api/me`: who is signed in. */
export interface Me {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly permissions: readonly Permission[]
  /** Every change carries it in the header `x-parley-csrf`. */
  readonly csrf: string
  /** Whether they sign in with a password; others do with an OpenID provider only. */
  readonly has_password: boolean
}

/** `GET /studio/api/sign-in`: how one signs in here. */
export interface SignInWays {
  /** There is no account yet: the server printed a link for the first owner when it started. */
  readonly empty: boolean
  /** The OpenID provider, by the name that its button shows. */
  readonly oidc: { readonly label: string } | null
}

/** `POST /studio/api/invitation/look`: what a one-time link is for. */
export interface InvitationView {
  /** `invitation`: makes an account. `password`: gives an account a new password. */
  readonly kind: 'invitation' | 'password'
  readonly email: string
  readonly role: Role
  /** Of an account that there is. */
  readonly name: string | null
  /** ISO 8601. */
  readonly expires_at: string
}

/** Somebody with an account. Times are ISO 8601. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly active: boolean
  readonly has_password: boolean
  readonly created_at: string
  readonly signed_in_at: string | null
}

/** Somebody who has been asked to come. */
export interface Invitation {
  readonly id: string
  readonly email: string
  readonly role: Role
  readonly created_at: string
  readonly expires_at: string
}

/** `GET /studio/api/people` */
export interface People {
  readonly people: readonly Person[]
  readonly invitations: readonly Invitation[]
}

/** A link that is shown once and works once. */
export interface OneTimeLink {
  readonly link: string
  readonly expires_at: string
}

/** A browser that somebody is signed in with. */
export interface Session {
  readonly id: string
  /** Of the browser that asks. */
  readonly own: boolean
  /** As the browser calls itself. */
  readonly agent: string | null
  /** The network that it came from, not the whole address. */
  readonly address: string | null
  readonly created_at: string
  readonly seen_at: string
  readonly expires_at: string
}

/** An API key as it is listed: never the key itself. */
export interface ApiKey {
  readonly id: string
  readonly name: string
  /** How the key begins. */
  readonly prefix: string
  readonly permissions: readonly Permission[]
  /** Who made it, `acc_…`; it never may more than they. */
  readonly account: string
  readonly account_name: string
  readonly created_at: string
  readonly expires_at: string | null
  readonly used_at: string | null
}

/** `POST /studio/api/keys` answers with the key, this once. */
export interface MadeKey {
  readonly key: ApiKey
  readonly secret: string
}

/** One line of the audit log. */
export interface AuditEntry {
  readonly id: string
  readonly at: string
  /** `acc_…`, `key_…`; null: nobody known. */
  readonly actor_id: string | null
  readonly actor: string | null
  /** What was done, `person.role-changed`. */
  readonly action: string
  /** On what. */
  readonly subject: string
  readonly details: { readonly [name: string]: string | number | boolean | null }
  readonly address: string | null
  readonly outcome: 'done' | 'refused'
}

/** `GET /studio/api/audit`, newest first. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[]
  /** Give it as `before` to read on; null: there is no more. */
  readonly cursor: string | null
  /** The actions there are in the log, for the filter. */
  readonly actions: readonly string[]
}
