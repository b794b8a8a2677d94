import { z } from 'zod'

const pattern = z.string().min(1).max(200)
const selector = z.string().min(1).max(300)
const eventName = z.string().min(1).max(128)
const duration = z.string().regex(/^\d{1,6}[smhd]$/, 'a time like 30s, 10m, 2h or 1d')
const properties = z
  .record(
    z.string().min(1).max(64),
    z.string().regex(/^(text|data-[a-z0-9-]{1,60})$/, '"text", or an attribute that begins with data-'),
  )
  .refine((given) => Object.keys(given).length <= 20, 'at most 20 properties')
const element = { on: selector, name: eventName, properties: properties.exactOptional() }
const percent = z.number().min(1).max(100)
const times = z.number().int().min(0).max(1000)
const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(50).readonly()

/** What the pages of the brand are listened to for. All but `braze` reaches every browser. */
export const listenSettings = z.strictObject({
  heedSignals: z.boolean().exactOptional(),
  query: list(z.string().min(1).max(64)).exactOptional(),
  meta: list(pattern).exactOptional(),
  dataLayer: z
    .strictObject({
      name: z
        .string()
        .regex(/^[A-Za-z_$][\w$]{0,63}$/, 'the name of a variable of the page')
        .exactOptional(),
      events: list(pattern).exactOptional(),
      tags: list(z.string().min(1).max(128)).exactOptional(),
    })
    .exactOptional(),
  clicks: list(z.strictObject(element)).exactOptional(),
  visible: list(z.strictObject({ ...element, share: z.number().min(0.01).max(1).exactOptional() })).exactOptional(),
  scroll: list(percent).exactOptional(),
  time: list(duration).exactOptional(),
  open: list(
    z
      .strictObject({
        id: z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/, 'a lower-case letter, then letters, digits, _ and -'),
        url: pattern.exactOptional(),
        scroll: percent.exactOptional(),
        time: duration.exactOptional(),
        exit: z.literal(true).exactOptional(),
        visible: selector.exactOptional(),
        event: eventName.exactOptional(),
        most: z
          .strictObject({ visit: times.exactOptional(), day: times.exactOptional(), ever: times.exactOptional() })
          .exactOptional(),
      })
      .refine(
        ({ id: _, most: __, ...when }) => Object.keys(when).length > 0,
        'say when: url, scroll, time, exit, visible or event',
      ),
  ).exactOptional(),
  quiet: duration.exactOptional(),
  braze: z.strictObject({ events: list(pattern) }).exactOptional(),
})

interface ElementRule {
  /** CSS selector. */
  readonly on: string
  /** Name of the event. */
  readonly name: string
  /** Property to where it is from: `text`, or a `data-…` attribute. */
  readonly properties?: { readonly [name: string]: string }
}

/**
 * `listen` in `solution.ts`: what the brand's pages are listened to for, and what of it is written to Braze. See
 * `docs/event-listener.md`. A duration is `30s`, `10m`, `1d`; in a pattern `*` stands for anything.
 */
export interface ListenSettings {
  /** Whether a browser that asks for privacy (Do Not Track, Global Privacy Control) counts as `essential`. Default true. */
  readonly heedSignals?: boolean
  /** Query parameters of an address that are kept, besides `utm_…`. */
  readonly query?: readonly string[]
  /** Patterns of the names of meta tags. Default: `description`, `keywords`, `og:*`, `product:*`. */
  readonly meta?: readonly string[]
  /** What is taken of `window.dataLayer`; absent: nothing. */
  readonly dataLayer?: {
    readonly name?: string
    /** Patterns of the events that are taken. */
    readonly events?: readonly string[]
    /** Names whose values become `page.tags`. */
    readonly tags?: readonly string[]
  }
  readonly clicks?: readonly ElementRule[]
  /** `share`: how much of the element is in view, 0 to 1; default 0.5. */
  readonly visible?: readonly (ElementRule & { readonly share?: number })[]
  /** Per cent of the page at which an event `scrolled` is told. */
  readonly scroll?: readonly number[]
  /** Times after which an event `stayed` is told. */
  readonly time?: readonly string[]
  /** Opens the chat when all that a rule names has happened on the page. */
  readonly open?: readonly {
    readonly id: string
    readonly url?: string
    readonly scroll?: number
    readonly time?: string
    readonly exit?: true
    readonly visible?: string
    readonly event?: string
    /** Default: once per visit. */
    readonly most?: { readonly visit?: number; readonly day?: number; readonly ever?: number }
  }[]
  /** How long no rule opens the chat after the person has closed it. Default `1d`. */
  readonly quiet?: string
  /** Patterns of the events that are written to the visitor's Braze profile, with full consent. */
  readonly braze?: { readonly events: readonly string[] }
}

// What the type allows, the schema must take, and the other way round.
type Same<One, Other> = [One, Other] extends [Other, One] ? true : never
const agreed: Same<z.output<typeof listenSettings>, ListenSettings> = true
void agreed
