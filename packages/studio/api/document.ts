/**
 * How a document travels between a browser and the server, over one WebSocket at `/studio/api/solutions/:solution/document`.
 *
 * Binary frames carry Yjs data behind one byte that says what it is; text frames carry JSON, {@link DocumentNotice}. After the greeting each side says
 * what it has, and gets what it lacks. The server counts the updates of a connection and says how many are stored: what it has
 * not said so of, the browser keeps and sends again.
 */
export const documentFrames = {
  /** Yjs state vector: what the sender has. */
  state: 0,
  /** Yjs update. */
  update: 1,
  /** y-protocols awareness update: who is here. */
  presence: 2,
} as const

/** What the server says beside the document. */
export type DocumentNotice =
  | {
      readonly kind: 'hello'
      /** Another one each time a solution of this name is made. */
      readonly document: string
      readonly you: { readonly id: string; readonly name: string }
      readonly may: { readonly edit: boolean; readonly code: boolean }
    }
  /** The first `count` updates of this connection are stored. */
  | { readonly kind: 'saved'; readonly count: number }
  /** An update was not taken, and nothing after it will be: the browser has something that the server will never have. */
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string }
  | { readonly kind: 'gone'; readonly why: 'removed' | 'replaced' }

/** Close codes of the WebSocket, beside those of RFC 6455. */
export const documentCloseCodes = { signedOut: 4401, notPermitted: 4403, gone: 4404, refused: 4409 } as const

/** The largest frame, bytes: a solution of the largest size with its history. */
export const largestDocumentFrame = 40 * 1024 * 1024

/** Who is here, as awareness carries it. The server fills in `user`. */
export interface Presence {
  readonly user: { readonly id: string; readonly name: string }
  /** What they look at. */
  readonly page?: string
  readonly flow?: string
  readonly nodes?: readonly string[]
  /** The field that they write in, as the page names it: `text`, `answer.choices.0.label`. */
  readonly field?: string
}
