/** One thing a person may pick. `id` is what comes back, `label` is what is shown. */
export interface Choice {
  readonly id: string
  readonly label: string
}

/** What kind of answer a question waits for, so that a channel can show the fitting control. */
export type InputHint =
  | { readonly type: 'text' | 'email' | 'phone' | 'choice' }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number; readonly integer?: boolean }
  /** `min` and `max` are ISO dates, `YYYY-MM-DD`. */
  | { readonly type: 'date'; readonly min?: string; readonly max?: string }

/**
 * What a message shows, whoever sent it. Ids, sequence numbers and times are added by the runtime.
 * `text` is Markdown (a small subset: bold, italic, links, lists) from the bot and plain text from the user.
 */
export type Content =
  /** `input` is set when the text is a question. */
  | { readonly kind: 'text'; readonly text: string; readonly input?: InputHint }
  | { readonly kind: 'choices'; readonly text: string; readonly choices: readonly Choice[]; readonly input?: InputHint }
  /** From the user: the picked choice's id, with its label as `text`. */
  | { readonly kind: 'choice'; readonly text: string; readonly choice: string }
