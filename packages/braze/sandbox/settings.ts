import { z } from 'zod'
import type { Part } from './part.ts'
import type { RateLimitSettings } from './rate-limit.ts'

/** A REST API key and what it may do: permissions as the contract's rows name them, or all. */
export interface SandboxKey {
  readonly key: string
  readonly permissions: 'all' | readonly string[]
  /** Addresses and subnets (`10.0.0.0/8`) that may use it. Default: all. */
  readonly addresses?: readonly string[]
}

/** Whom the sandbox may call: nobody, this machine, or hosts by name (`example.com`, `127.0.0.1:8080`; without a port, any port). */
export type CallRule = 'off' | 'loopback' | readonly string[]

/** The type that a custom attribute is held to: a value of another is ignored, as for types forced in the dashboard. */
export type AttributeType = (typeof attributeTypes)[number]
export const attributeTypes = ['string', 'number', 'boolean', 'time', 'array', 'object', 'object_array'] as const

export interface SandboxOptions {
  /** Default 0: a free one. */
  readonly port?: number
  /** Default 127.0.0.1. Anything that is not loopback lets others on the network read the profiles. */
  readonly host?: string
  /** Default: the key `sandbox-key` with every permission. */
  readonly keys?: readonly SandboxKey[]
  /** Tokens of the SCIM endpoints. Default `sandbox-scim-token`, and `sandbox-key`, so that one key opens every door; in Braze none does. */
  readonly scimTokens?: readonly string[]
  /**
   * A PostgreSQL that keeps profiles and whatever was created beyond the process. Default: `BRAZE_SANDBOX_DATABASE_URL`, and without
   * it memory alone.
   */
  readonly databaseUrl?: string | undefined
  /** How long an accepted write takes to show, milliseconds. Default 0: it shows before the answer comes. */
  readonly delayMs?: number
  /** Takes one line per answered request and every bug. Never holds a key or a body. */
  readonly log?: (line: string) => void
  /** Instead of the contract's rate limits. */
  readonly rateLimits?: RateLimitSettings
  /** Objects of a track request: 75 together (default), or 75 in each array as in older contracts. */
  readonly trackObjects?: 'combined' | 'each'
  /** Whether exports must name their fields, as for companies since 2024-08-22. Default false. */
  readonly requireFieldsToExport?: boolean
  /** Whether what Braze would quietly mend or ignore is refused instead. Default false. */
  readonly strict?: boolean
  /** Types forced on custom attributes, by name. Default none. */
  readonly attributeTypes?: { readonly [attribute: string]: AttributeType }
  /** Whom webhook steps and callbacks of exports may reach. Default `loopback`. */
  readonly webhooks?: CallRule
  /** Whom Connected Content may reach. Default `off`. */
  readonly connectedContent?: CallRule
  /** 0 to below 1, decides where a fault has a `rate`. Default `Math.random`. */
  readonly chance?: () => number
  /** Epoch milliseconds, the time that passes by itself under the sandbox's clock. Default `Date.now`. */
  readonly machineTime?: () => number
}

/** What may change while the sandbox runs. */
export type Adjustment = Partial<
  Pick<
    Required<SandboxOptions>,
    | 'delayMs'
    | 'rateLimits'
    | 'trackObjects'
    | 'requireFieldsToExport'
    | 'strict'
    | 'attributeTypes'
    | 'webhooks'
    | 'connectedContent'
  >
>

/** The options with nothing left open. Members change when adjusted: read them when they are needed, not before. */
export interface Settings extends Required<SandboxOptions> {
  adjust(change: Adjustment): void
  /** Takes every adjustment back. */
  restore(): void
  /** The adjustments, which outlive the process; what was never adjusted is as the options of each start say. */
  readonly adjustments: Part
}

const callRule = z.union([z.enum(['off', 'loopback']), z.array(z.string()).readonly()])
const figure = z.object({ requests: z.number(), windowSeconds: z.number() }).readonly()
const savedAdjustment = z
  .object({
    delayMs: z.number(),
    rateLimits: z.union([z.literal('off'), z.record(z.string(), figure)]),
    trackObjects: z.enum(['combined', 'each']),
    requireFieldsToExport: z.boolean(),
    strict: z.boolean(),
    attributeTypes: z.record(z.string(), z.enum(attributeTypes)),
    webhooks: callRule,
    connectedContent: callRule,
  })
  .partial()

export function readSettings(options: SandboxOptions): Settings {
  const asked: Required<SandboxOptions> = {
    port: 0,
    host: '127.0.0.1',
    keys: [{ key: 'sandbox-key', permissions: 'all' }],
    scimTokens: ['sandbox-scim-token', 'sandbox-key'],
    databaseUrl: process.env.BRAZE_SANDBOX_DATABASE_URL || undefined,
    delayMs: 0,
    log: () => undefined,
    rateLimits: {},
    trackObjects: 'combined',
    requireFieldsToExport: false,
    strict: false,
    attributeTypes: {},
    webhooks: 'loopback',
    connectedContent: 'off',
    chance: Math.random,
    machineTime: Date.now,
    ...options,
  }
  let adjusted: Adjustment = {}
  let revision = 0
  const settings: Settings = {
    ...asked,
    adjust(change) {
      adjusted = { ...adjusted, ...change }
      revision += 1
      Object.assign(settings, change)
    },
    restore() {
      adjusted = {}
      revision += 1
      Object.assign(settings, asked)
    },
    adjustments: {
      get revision() {
        return revision
      },
      save: () => adjusted,
      load: (saved) => settings.adjust(savedAdjustment.parse(saved) as Adjustment),
      close: () => undefined,
    },
  }
  return settings
}
