/**
 * What the listener looks for, as the solution's `listen` says it. All of it reaches every browser.
 *
 * A duration is a number and a unit, `30s`, `10m`, `1d`. A pattern is text in which `*` stands for anything.
 */
export interface ListenRules {
  /** Whether a browser that asks for privacy (Do Not Track, Global Privacy Control) counts as `essential`. Default true. */
  readonly heedSignals?: boolean
  /** Query parameters of an address that are kept, besides `utm_…`. */
  readonly query?: readonly string[]
  /** Patterns of the names of meta tags. Default: `description`, `keywords`, `og:*`, `product:*`. */
  readonly meta?: readonly string[]
  /** Of `window.dataLayer`; absent: nothing. */
  readonly dataLayer?: DataLayerRule
  readonly clicks?: readonly ElementRule[]
  readonly visible?: readonly VisibleRule[]
  /** Shares of the page, per cent, that are reported as `scrolled` when they are reached. */
  readonly scroll?: readonly number[]
  /** How long the page has been looked at when that is reported as `stayed`. */
  readonly time?: readonly string[]
  readonly open?: readonly OpenRule[]
  /** How long no rule opens the chat after the person has closed it. Default `1d`. */
  readonly quiet?: string
}

export interface DataLayerRule {
  /** Another name than `dataLayer`. */
  readonly name?: string
  /** Patterns of the events that are taken. */
  readonly events?: readonly string[]
  /** Names whose values become tags of the page. */
  readonly tags?: readonly string[]
}

export interface ElementRule {
  /** CSS selector. */
  readonly on: string
  /** Name of the event. */
  readonly name: string
  /** Property to where it is from: `text`, or a `data-…` attribute. */
  readonly properties?: { readonly [name: string]: string }
}

export interface VisibleRule extends ElementRule {
  /** How much of it, 0 to 1. Default 0.5. */
  readonly share?: number
}

/** Opens the chat when all that it names has happened on the page. */
export interface OpenRule {
  readonly id: string
  /** Pattern of the address: of the path when it begins with `/`, otherwise of host and path. */
  readonly url?: string
  /** Per cent. */
  readonly scroll?: number
  readonly time?: string
  /** The mouse leaves the page at the top. */
  readonly exit?: true
  /** CSS selector of what has come into view. */
  readonly visible?: string
  /** Name of an event that was seen. */
  readonly event?: string
  /** How often at most. Default: once per visit. */
  readonly most?: { readonly visit?: number; readonly day?: number; readonly ever?: number }
}

/** Of an unreadable duration: never. */
export function millisecondsOf(duration: string): number {
  const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(duration) ?? []
  return unit === undefined ? Number.POSITIVE_INFINITY : Number(count) * units[unit as keyof typeof units]
}

/** Whether all of `text` fits; the time it takes is bounded by both lengths. */
export function fitsPattern(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return text === pattern
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const part of rest) {
    const at = text.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}

export const fitsSome = (text: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => fitsPattern(text, pattern))
