import { resolve } from 'node:path'
import { type Role, roles } from '@parley/studio/api'
import { z } from 'zod'

const port = z.coerce.number('must be a number from 0 to 65535').int().min(0).max(65535)

/** Comma-separated; every entry of the given form. */
const list = (form: RegExp, message: string) =>
  z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    )
    .refine((entries) => entries.every((entry) => form.test(entry)), message)

const loopback = /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?:\/|$)/

const oidcEnvironment = {
  PARLEY_OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be the address of an OpenID provider, like https://login.example.com' })
    .refine((url) => url.startsWith('https://') || loopback.test(url), 'must begin with https://')
    .optional(),
  PARLEY_OIDC_CLIENT_ID: z.string().max(300).optional(),
  PARLEY_OIDC_CLIENT_SECRET: z.string().max(1000).optional(),
  PARLEY_OIDC_LABEL: z.string().max(60).default('single sign-on'),
  PARLEY_OIDC_ROLE_CLAIM: z.string().max(200).optional(),
  PARLEY_OIDC_ROLES: list(
    new RegExp(`^[^=]{1,200}=(${roles.join('|')})$`),
    `must be pairs like parley-admins=owner, comma-separated; the roles are ${roles.join(', ')}`,
  ),
  PARLEY_OIDC_DEFAULT_ROLE: z.enum([...roles, 'none']).default('analyst'),
  PARLEY_OIDC_ALLOWED_DOMAINS: list(
    /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i,
    'must be domains like example.com, comma-separated',
  ),
}

const environment = z.object({
  ...oidcEnvironment,
  PARLEY_API_KEY: z
    .string()
    .regex(/^parley_key_[\w-]{20,100}$/, 'must be an API key of the Studio, which begins with parley_key_')
    .optional(),
  PORT: port.default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  BRAZE_SANDBOX_PORT: port.default(4010),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must look like postgres://user:password@host:5432/database' })
    .optional(),
  PARLEY_HOME: z.string().min(1).default('.parley'),
  PARLEY_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  PARLEY_ALLOWED_ORIGINS: list(
    /^https?:\/\/[^/*\s]+$/,
    'must be web origins like https://www.example.com, comma-separated',
  ),
  PARLEY_PUBLIC_URL: z
    .string()
    .regex(
      /^https?:\/\/[^/?#\s]+$/,
      'must be the origin that people reach this server under, like https://chat.example.com',
    )
    .optional(),
  PARLEY_TRUST_PROXY: z.coerce.number('must be a number of proxies from 0 to 10').int().min(0).max(10).default(0),
  PARLEY_RATE_LIMIT: z.coerce.number('must be a number from 0 to 1000').min(0).max(1000).default(1),
  PARLEY_EGRESS_PRIVATE: list(
    /^(?:[\d.]+|[\d.]+:\d{1,5}|\[[\da-f:.]+\]:\d{1,5}|[\da-f:.]+|[\da-f:.]+\/\d{1,3})$/i,
    'must be addresses like 127.0.0.1:8080 or 10.0.0.0/8, comma-separated',
  ),
  PARLEY_TOKEN_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  PARLEY_DATA_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  PARLEY_DATA_KEYS_OLD: list(/^.{32,}$/, 'must be keys of at least 32 characters, comma-separated'),
  PARLEY_OPERATOR_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, 'must have at least 16 visible ASCII characters and no space')
    .optional(),
})

/** How people sign in to the Studio with an OpenID provider. */
export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  /** Absent: a public client, which proves itself by PKCE alone. */
  readonly clientSecret?: string
  /** What the button says it signs in with. */
  readonly label: string
  /** The claim that holds somebody's groups or roles at the provider; absent: none does. */
  readonly roleClaim?: string
  /** What in that claim gives which role; of several the widest. */
  readonly roles: ReadonlyMap<string, Role>
  /** Of new people to whom the claim gives none; `none`: they are refused. */
  readonly defaultRole: Role | 'none'
  /** Domains of e-mail addresses, lower case, that new people may have; empty: any. */
  readonly allowedDomains: readonly string[]
}

/** How this node runs, read from the environment variables once at start. */
export interface Settings {
  readonly host: string
  /** 0 = any free port. */
  readonly port: number
  readonly sandboxPort: number
  /** Absent: the embedded PostgreSQL under `home`. */
  readonly databaseUrl?: string
  /** Absolute folder of everything this node keeps. */
  readonly home: string
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Web origins besides our own that may talk to `/v1`. */
  readonly allowedOrigins: readonly string[]
  /** The origin under which people reach this server. Absent: what whoever asks for a link reached it under. */
  readonly publicUrl?: string
  /** Proxies in front of this server whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: number
  /** Multiplies how often things may be done; 0: as often as anybody likes. */
  readonly rateFactor: number
  /** Private addresses that actions may reach, as `ip[:port]` or CIDR; an operator's decision, never a solution's. */
  readonly egressPrivate: readonly string[]
  /** Signs conversation tokens; nodes that share a database must share it. Absent: kept under `home`. */
  readonly tokenKey?: string
  /** Seals sensitive values; nodes that share a database must share it. Absent: kept under `home`. */
  readonly dataKey?: string
  /** Earlier keys, which only open what they sealed. */
  readonly oldDataKeys: readonly string[]
  /** Opens the operator's part of the API. Absent: kept under `home`. */
  readonly operatorKey?: string
  /** What commands show a running server instead of the operator's key. */
  readonly apiKey?: string
  /** Absent: people sign in to the Studio with passwords only. */
  readonly oidc?: OidcSettings
}

/** A setting that cannot be used. The command line shows the message and exits with 2. */
export class SettingsError extends Error {
  readonly code = 'invalid-setting'
}

/** Throws {@link SettingsError} naming every variable that is wrong and why; never echoes a value. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse(present)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new SettingsError(`These environment variables cannot be used:\n  ${lines.join('\n  ')}`)
  }
  const it = parsed.data
  const oidc = oidcOf(it)
  return {
    host: it.HOST,
    port: it.PORT,
    sandboxPort: it.BRAZE_SANDBOX_PORT,
    ...(it.DATABASE_URL === undefined ? {} : { databaseUrl: it.DATABASE_URL }),
    home: resolve(it.PARLEY_HOME),
    logLevel: it.PARLEY_LOG,
    allowedOrigins: it.PARLEY_ALLOWED_ORIGINS,
    ...(it.PARLEY_PUBLIC_URL === undefined ? {} : { publicUrl: it.PARLEY_PUBLIC_URL }),
    trustedProxies: it.PARLEY_TRUST_PROXY,
    rateFactor: it.PARLEY_RATE_LIMIT,
    egressPrivate: it.PARLEY_EGRESS_PRIVATE,
    ...(it.PARLEY_TOKEN_KEY === undefined ? {} : { tokenKey: it.PARLEY_TOKEN_KEY }),
    ...(it.PARLEY_DATA_KEY === undefined ? {} : { dataKey: it.PARLEY_DATA_KEY }),
    oldDataKeys: it.PARLEY_DATA_KEYS_OLD,
    ...(it.PARLEY_OPERATOR_KEY === undefined ? {} : { operatorKey: it.PARLEY_OPERATOR_KEY }),
    ...(it.PARLEY_API_KEY === undefined ? {} : { apiKey: it.PARLEY_API_KEY }),
    ...(oidc === null ? {} : { oidc }),
  }
}

function oidcOf(it: z.output<typeof environment>): OidcSettings | null {
  const { PARLEY_OIDC_ISSUER: issuer, PARLEY_OIDC_CLIENT_ID: clientId, PARLEY_OIDC_CLIENT_SECRET: clientSecret } = it
  if ((issuer ?? clientId ?? clientSecret) === undefined) return null
  if (issuer === undefined || clientId === undefined)
    throw new SettingsError(
      `These environment variables cannot be used:\n  ${issuer === undefined ? 'PARLEY_OIDC_ISSUER' : 'PARLEY_OIDC_CLIENT_ID'}: is needed beside the other settings of OpenID Connect`,
    )
  const pairs = it.PARLEY_OIDC_ROLES.map((pair) => pair.split('=') as [string, Role])
  return {
    issuer,
    clientId,
    ...(clientSecret === undefined ? {} : { clientSecret }),
    label: it.PARLEY_OIDC_LABEL,
    ...(it.PARLEY_OIDC_ROLE_CLAIM === undefined ? {} : { roleClaim: it.PARLEY_OIDC_ROLE_CLAIM }),
    roles: new Map(pairs),
    defaultRole: it.PARLEY_OIDC_DEFAULT_ROLE,
    allowedDomains: it.PARLEY_OIDC_ALLOWED_DOMAINS.map((domain) => domain.toLowerCase()),
  }
}
