import type { Values } from './value.ts'

/** One thing a person may pick. `id` is what comes back, `label` is what is shown. */
export interface Choice {
  readonly id: string
  readonly label: string
  readonly description?: string
  /** Address of an image beside the label, which says what it shows. */
  readonly image?: string
  /** Opens this address. In a question it is picked too, elsewhere it only opens. */
  readonly url?: string
}

/** A button that opens an address and picks nothing. */
export interface LinkButton {
  readonly label: string
  readonly url: string
}

/** One card of a carousel. Every choice of every card is one of the message's choices. */
export interface Card {
  readonly title: string
  readonly text?: string
  /** Address of an image; the title says what it shows. */
  readonly image?: string
  readonly choices: readonly (Choice | LinkButton)[]
}

/** How choices are best shown; a channel that cannot shows them as it can. */
export type ChoiceStyle = 'buttons' | 'quick-replies' | 'list' | 'tiles'
/** What a rating is shown as. */
export type RatingIcon = 'star' | 'heart' | 'thumb' | 'smiley' | 'number'

/** What kind of answer a question waits for, so that a channel can show the fitting control. */
export type InputHint =
  | { readonly type: 'text' | 'email' | 'phone' | 'choice' | 'form' | 'web-view' }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number; readonly integer?: boolean }
  /** `min` and `max` are ISO dates, `YYYY-MM-DD`. */
  | { readonly type: 'date'; readonly min?: string; readonly max?: string }
  /** `HH:MM`; `min` after `max` spans midnight. `step` in minutes. */
  | { readonly type: 'time'; readonly min?: string; readonly max?: string; readonly step?: number }
  /** `YYYY-MM-DDTHH:MM`, by the clock on the wall. */
  | { readonly type: 'date-time'; readonly min?: string; readonly max?: string }
  /** Several may be picked: at least `min`, at most `max`. */
  | { readonly type: 'choices'; readonly min: number; readonly max: number }
  /** A whole number from 1 to `max`. */
  | { readonly type: 'rating'; readonly max: number; readonly icon: RatingIcon }
  | {
      readonly type: 'slider'
      readonly min: number
      readonly max: number
      readonly step: number
      readonly unit?: string
    }
  /** `accept`: media types, `image/*`; absent: any. `cancel`: words of the button that goes on without a file (choice `cancel`). */
  | { readonly type: 'file'; readonly accept?: readonly string[]; readonly max_bytes: number; readonly cancel?: string }
  /** `address`: a typed address will do. */
  | { readonly type: 'location'; readonly address: boolean }

/** One field of a form. `name` is its member in the answer. */
export interface FormField {
  readonly name: string
  readonly label: string
  readonly input: InputHint
  readonly required: boolean
  /** With `input` of type `choice` or `choices`. */
  readonly choices?: readonly Choice[]
  readonly placeholder?: string
}

/** A file that the bot shows. */
export interface LinkedFile {
  readonly url: string
  readonly name: string
  /** Media type. */
  readonly type?: string
  /** Bytes. */
  readonly size?: number
}

/** A file that a person gave to the conversation. The server says what it is, never the person. */
export interface Upload {
  readonly id: `file_${string}`
  readonly name: string
  /** Media type, found out from the content. */
  readonly type: string
  /** Bytes. */
  readonly size: number
}

/** A place: coordinates (WGS 84, degrees), an address in words, or both. */
export interface Location {
  readonly latitude?: number
  readonly longitude?: number
  readonly name?: string
  readonly address?: string
}

/** A page shown by its address. */
export interface WebView {
  readonly url: string
  /** Words of the button that opens it. */
  readonly label: string
  /** Shown in the conversation itself. */
  readonly inline?: boolean
  /** Pixels. */
  readonly height?: number
}

/**
 * What a message shows, whoever sent it. Ids, sequence numbers and times are added by the runtime.
 * `text` is Markdown (bold, italic, links, lists; a backslash before a mark makes it literal) from the bot and plain text
 * from the user; every other word is plain text. `text` may be empty; `plainOf` says a whole message in words.
 */
export type Content =
  /** `input` is set when the text is a question. */
  | { readonly kind: 'text'; readonly text: string; readonly input?: InputHint }
  | {
      readonly kind: 'choices'
      readonly text: string
      readonly choices: readonly Choice[]
      readonly style?: ChoiceStyle
      /** Several may be picked. */
      readonly multiple?: { readonly min: number; readonly max: number }
      /** Long enough to be searched. */
      readonly search?: boolean
      readonly input?: InputHint
    }
  | {
      readonly kind: 'carousel'
      readonly text: string
      readonly cards: readonly Card[]
      /** Those of the cards that can be picked, in order: what a number that is typed counts. */
      readonly choices: readonly Choice[]
      readonly input?: InputHint
    }
  | {
      readonly kind: 'form'
      readonly text: string
      readonly fields: readonly FormField[]
      /** Words of the button that sends it. */
      readonly submit?: string
      /** What is right already, after a try. */
      readonly values?: Values
      /** What is wrong with the last try, by field. */
      readonly errors?: { readonly [field: string]: string }
      readonly input: InputHint
    }
  | { readonly kind: 'image'; readonly text: string; readonly image: { readonly url: string; readonly alt: string } }
  | {
      readonly kind: 'video'
      readonly text: string
      readonly video: { readonly url: string; readonly title: string; readonly poster?: string }
    }
  /** From the bot a link to a file, from the user a file that they gave. */
  | { readonly kind: 'file'; readonly text: string; readonly file: LinkedFile | Upload }
  | { readonly kind: 'link'; readonly text: string; readonly link: LinkButton }
  | { readonly kind: 'web-view'; readonly text: string; readonly web_view: WebView; readonly input?: InputHint }
  /** From either. */
  | { readonly kind: 'location'; readonly text: string; readonly location: Location }
  /** From the user: the picked choice's id, with its label as `text`. */
  | { readonly kind: 'choice'; readonly text: string; readonly choice: string }
  /** From the user: the ids of what was picked, with the labels as `text`. */
  | { readonly kind: 'picks'; readonly text: string; readonly picks: readonly string[] }
  /** From the user: what was filled in, by field. */
  | { readonly kind: 'form-answer'; readonly text: string; readonly form: Values }
