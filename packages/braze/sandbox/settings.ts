import type { RateLimitSettings } from './rate-limit.ts'

/** A REST API key and what it may do: permissions as the contract's rows name them, or all. */
export interface SandboxKey {
  readonly key: string
  readonly permissions: 'all' | readonly string[]
}

export interface SandboxOptions {
  /** Default 0: a free one. */
  readonly port?: number
  /** Default 127.0.0.1. Anything that is not loopback lets others on the network read the profiles. */
  readonly host?: string
  /** Default: the key `sandbox-key` with every permission. */
  readonly keys?: readonly SandboxKey[]
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
  /** 0 to below 1, decides where a fault has a `rate`. Default `Math.random`. */
  readonly chance?: () => number
  /** Epoch milliseconds, the time that passes by itself under the sandbox's clock. Default `Date.now`. */
  readonly machineTime?: () => number
}

/** The options with nothing left open. */
export type Settings = Required<SandboxOptions>

export function readSettings(options: SandboxOptions): Settings {
  return {
    port: 0,
    host: '127.0.0.1',
    keys: [{ key: 'sandbox-key', permissions: 'all' }],
    delayMs: 0,
    log: () => undefined,
    rateLimits: {},
    trackObjects: 'combined',
    requireFieldsToExport: false,
    chance: Math.random,
    machineTime: Date.now,
    ...options,
  }
}
