import type { MenuItem, Status } from '@parley/flow'
import type { Message, SayRequest, UploadedFile } from '../protocol.ts'

/**
 * A conversation as a screen sees it. The view shows a `ChatState` and calls a `Chat`; it never speaks to the server. The chat
 * knows nothing of a screen.
 */
export interface Chat {
  readonly state: ChatState
  /** Called after every change, with `state` already new. Returns what ends it. */
  subscribe(listener: () => void): () => void
  /** Begins or resumes the conversation. Does nothing when it has begun. */
  open(): void
  /** Sends an answer. `shown`: what the person sees of it until the server has it. Kept while there is no connection. */
  say(said: SayRequest, shown: string): void
  /** Gives the conversation a file; its id is then an answer, `{ file: id }`. `onProgress` gets 0 to 1. */
  upload(file: File, onProgress: (share: number) => void, signal?: AbortSignal): Promise<UploadedFile>
  /** Sends again, or takes back, what could not be sent. */
  retry(id: string): void
  discard(id: string): void
  /** Leaves this conversation for a new one. */
  restart(): void
  /** The person is typing, or has stopped. */
  typing(on: boolean): void
  /** Ends timers and sockets; the conversation itself goes on and can be resumed. */
  close(): void
}

export interface ChatState {
  readonly connection: 'idle' | 'connecting' | 'open' | 'lost' | 'offline'
  /** `null` before it has begun. */
  readonly status: Status | null
  /** In the order in which they are shown: by `seq`, what is still being sent at the end. */
  readonly entries: readonly Entry[]
  readonly menu: readonly MenuItem[]
  /** Who is typing to the person. */
  readonly typing: 'bot' | 'agent' | null
  /** Why there is no conversation, or why the last answer was refused: for the person to read. */
  readonly problem: { readonly code: string; readonly text: string } | null
}

export type Entry =
  | { readonly kind: 'message'; readonly message: Message }
  | {
      readonly kind: 'sending'
      /** The client message id. */
      readonly id: string
      readonly shown: string
      /** `waiting`: for a connection. `failed`: only the person can send it again. */
      readonly state: 'sending' | 'waiting' | 'failed'
      /** Epoch milliseconds. */
      readonly at: number
    }
