import type { Words } from './words/en.ts'

/**
 * How a `<parley-chat>` looks. Everything has a default.
 *
 * Colours, fonts and sizes are CSS variables on the element itself, so that a page sets them in its own style sheet:
 *
 * | Variable | Meaning | Default |
 * | --- | --- | --- |
 * | `--parley-accent` | the brand's colour, where `accent` is not set; the colour of text on it is worked out | `#0e6a5b` |
 * | `--parley-surface`, `--parley-sunken` | behind everything; behind the bot's messages | white, grey |
 * | `--parley-ink`, `--parley-soft` | text; text of less weight | |
 * | `--parley-line`, `--parley-edge` | lines that part; lines around what can be used (3:1 on the surface) | |
 * | `--parley-danger` | what went wrong | red |
 * | `--parley-radius` | of messages and of the window | `18px` |
 * | `--parley-font`, `--parley-font-size` | | the system's; what the person has set, else 16 px |
 * | `--parley-width`, `--parley-height` | of the window | `400px`, `704px` |
 * | `--parley-gap` | from the window to the edges of the page | `20px` |
 * | `--parley-shadow`, `--parley-z-index` | of the window and its launcher | `2147483000` |
 *
 * Whoever changes the colours of surface and ink cares for their contrast, also in the dark theme.
 */
export interface Look {
  /** `window`: a launcher in a corner that opens a window; `inline`: fills what it is put into; `page`: the same, as the page's main thing. Default `window`. */
  readonly mode?: 'window' | 'inline' | 'page'
  /** Heading, and who the bot is for a screen reader. Default: "Chat" in the language. */
  readonly title?: string
  /** Below the heading. Default: how the connection is. */
  readonly subtitle?: string
  /** A CSS colour. Any will do: it is only ever used where text on it, or in it, can be read. */
  readonly accent?: string
  /** Corner of the launcher. Default `right`, in a language from right to left `left`. */
  readonly position?: 'left' | 'right'
  /** Default `auto`: as the person's system is. */
  readonly theme?: 'light' | 'dark' | 'auto'
  /** Of the interface's own words, BCP 47. Default: the browser's. */
  readonly language?: string
  /** The window is open at first. Default: it is not. */
  readonly open?: boolean
  /** Words beside the launcher's symbol, default none; `false`: no launcher, the page has a button of its own. */
  readonly launcher?: string | false
  /** Address of a picture of the bot; https, or this page's own origin. */
  readonly avatar?: string
  /** Words that the brand says differently. `{…}` in a word is filled in. */
  readonly texts?: Partial<Words>
}
