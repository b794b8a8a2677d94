import { z } from 'zod'

const colour =
  /^(#[0-9a-f]{3,4}|#[0-9a-f]{6}|#[0-9a-f]{8}|[a-z]{3,24}|(rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch)\([0-9a-z.,%/ +-]{1,60}\))$/i

/** Scheme, host and port; `*.` stands for all names below a host of at least two parts. */
const origin = /^https?:\/\/(?:\*\.(?=[^:]*\.))?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?$/

/** The chat on the brand's own pages. All of it reaches every browser, so none of it may be secret. */
export const webSettings = z.strictObject({
  title: z.string().min(1).max(100).exactOptional(),
  subtitle: z.string().min(1).max(200).exactOptional(),
  accent: z.string().regex(colour, 'a CSS colour, like #0a5cff or oklch(60% 0.2 260)').exactOptional(),
  avatar: z
    .url({ protocol: /^https$/, error: 'the https address of a picture' })
    .max(2048)
    .exactOptional(),
  launcher: z.union([z.string().min(1).max(40), z.literal(false)]).exactOptional(),
  position: z.enum(['left', 'right']).exactOptional(),
  theme: z.enum(['light', 'dark', 'auto']).exactOptional(),
  languages: z.array(z.string().min(2).max(64)).min(1).max(50).readonly().exactOptional(),
  consent: z.enum(['none', 'essential', 'full']).exactOptional(),
  origins: z
    .array(z.string().max(300).regex(origin, 'a web origin like https://shop.example.com or https://*.example.com'))
    .max(100)
    .readonly()
    .exactOptional(),
})

/** `web` in `solution.ts`: how the widget looks and what it may collect where the page's own call does not say. */
export interface WebSettings {
  /** What the window is called: `Help`. */
  readonly title?: string
  readonly subtitle?: string
  /** A CSS colour. */
  readonly accent?: string
  /** Address of a picture, https. */
  readonly avatar?: string
  /** What the launcher says beside its picture; `false`: there is none, the page opens the chat itself. */
  readonly launcher?: string | false
  /** The lower corner that the chat is in. */
  readonly position?: 'left' | 'right'
  readonly theme?: 'light' | 'dark' | 'auto'
  /** The languages a page's own language may choose, BCP 47; the first one where it is none of them. */
  readonly languages?: readonly string[]
  /** What may be collected before the visitor has said so. Default `essential`. */
  readonly consent?: 'none' | 'essential' | 'full'
  /**
   * The web origins whose pages may begin conversations, beside the server's own and those that its operator allows:
   * `https://shop.example.com`; `https://*.example.com` for every name below, which does not mean `https://example.com`.
   */
  readonly origins?: readonly string[]
}

// What the type allows, the schema must take, and the other way round.
type Same<One, Other> = [One, Other] extends [Other, One] ? true : never
const agreed: Same<z.output<typeof webSettings>, WebSettings> = true
void agreed
