import type { Values } from '@parley/flow'
import type { Message, StartRequest } from '../protocol.ts'

/** How much may be collected: nothing, what the running conversation needs, everything the solution listens to. */
export type Consent = 'none' | 'essential' | 'full'

/** How the chat looks. What is left out is taken from the solution's `web` settings, then from the widget itself. */
export interface LookOptions {
  readonly title?: string
  readonly subtitle?: string
  /** Any CSS colour; the text on it is chosen so that it can be read. */
  readonly accent?: string
  /** Address of a picture, https. */
  readonly avatar?: string
  /** `false`: no launcher, the page has a button of its own. A text: what it says. */
  readonly launcher?: boolean | string
  /** The lower corner of the page that launcher and window are in. Default `right`. */
  readonly position?: 'left' | 'right'
  /** Default `auto`: as the person's system has it. */
  readonly theme?: 'light' | 'dark' | 'auto'
}

/** Options of `Parley('boot', …)`. */
export interface BootOptions extends LookOptions {
  readonly solution: string
  /** Default `prod`: what a brand's page shows to visitors. */
  readonly environment?: 'sandbox' | 'prod'
  /** Default: the solution's start flow. */
  readonly flow?: string
  /** The language to speak and to be shown, BCP 47. Default: the page's, where the solution has it. */
  readonly language?: string
  /** Signed proof of who the person is, a JWT of the brand's back end. */
  readonly identity?: string
  /** A signed link's token: its conversation takes the place of the one before. */
  readonly link?: string
  /** The token of a preview link. */
  readonly preview?: string
  /** Values of the flow's variables to begin with. */
  readonly variables?: Values
  /** Who the page says the person is; proves nothing. */
  readonly contact?: NonNullable<StartRequest['contact']>
  /** Conversations under different keys are kept apart, in the same browser. */
  readonly key?: string
  /** `window`: a launcher and a panel over the page (default). `inline`: inside `target`. `page`: fills `target`. */
  readonly mode?: 'window' | 'inline' | 'page'
  /** An element or its CSS selector; needed with `inline`. Default with `page`: the body. */
  readonly target?: string | Element
  /** Default: the solution's, else `essential`. */
  readonly consent?: Consent
}

/** Options of `Parley('set', …)`: what is named changes, the rest stays. */
export interface SetOptions extends LookOptions {
  readonly language?: string
  /** For the next conversation that begins; a running one is told by `track`. */
  readonly variables?: Values
}

/** What `Parley('on', …)` can listen to, and what its listener gets. */
export interface ParleyEvents {
  /** The widget is on the page and takes commands at once. */
  readonly ready: { readonly solution: string; readonly environment: 'sandbox' | 'prod' }
  readonly open: Readonly<Record<never, never>>
  readonly close: Readonly<Record<never, never>>
  /** One more in the conversation, whoever it is from; those of a resumed one are not told again. */
  readonly message: { readonly message: Message }
  /** The person's first one. */
  readonly 'first-message': { readonly message: Message }
  readonly end: { readonly conversation: string }
  readonly error: { readonly code: string; readonly text: string }
}

export type ParleyListener<Event extends keyof ParleyEvents> = (detail: ParleyEvents[Event]) => void

/** `window.Parley`: one function for everything, which never throws into the page. */
export interface ParleyCommand {
  (command: 'boot', options: BootOptions): void
  (command: 'show' | 'hide' | 'toggle' | 'restart' | 'shutdown'): void
  (command: 'identify', token: string): void
  (command: 'set', changes: SetOptions): void
  (command: 'track', name: string, properties?: Values): void
  (command: 'consent', level: Consent): void
  <Event extends keyof ParleyEvents>(command: 'on' | 'off', event: Event, listener: ParleyListener<Event>): void
}

/** Before the script has loaded, calls wait in `q`; `loaded` is the script's own. */
export interface ParleyQueue extends ParleyCommand {
  readonly q?: readonly ArrayLike<unknown>[]
  readonly loaded?: true
}

/** One call as it came from the page: anything. */
export type ParleyCall = readonly unknown[]

declare global {
  interface Window {
    Parley?: ParleyQueue
  }
}
