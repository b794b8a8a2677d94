import type { Value } from '@parley/flow'
import type { EventsRequest } from '../protocol.ts'

export interface Conversing {
  readonly id: string
  readonly token: string
}

type PageEvent = { readonly name: string; readonly properties: { readonly [name: string]: Value } }

export interface ConversationLineParts {
  conversation(): Conversing | null
  /** Answers with the HTTP status; rejects when there is no connection. */
  send(path: string, body: string, token: string): Promise<number>
  after(ms: number, run: () => void): () => void
}

/** Events on their way to the running conversation, in their order. They are of the moment: few are kept, and none stored. */
export interface ConversationLine {
  add(event: PageEvent): void
  /** Sends at once: the page may be about to go. */
  flush(): void
  clear(): void
}

/** What comes together is sent together. */
const gatherMs = 150
const againMs = 4000
const mostWaiting = 50
/** Characters of one request: far below what the server takes, and what a browser sends after the page has gone. */
const longestRequest = 30_000

export function createConversationLine(parts: ConversationLineParts): ConversationLine {
  let waiting: readonly PageEvent[] = []
  let sending = false
  let cancel: (() => void) | null = null

  function plan(ms: number): void {
    cancel ??= parts.after(ms, () => {
      cancel = null
      flush()
    })
  }

  function flush(): void {
    const to = parts.conversation()
    if (to === null) waiting = []
    if (to === null || sending || waiting.length === 0) return
    const sent = someOf(waiting)
    sending = true
    const request: EventsRequest = { events: sent }
    void parts
      .send(`/v1/conversations/${encodeURIComponent(to.id)}/events`, JSON.stringify(request), to.token)
      .catch(() => 0)
      .then((status) => {
        sending = false
        const isLater = status === 0 || status === 429 || status >= 500
        if (!isLater) waiting = waiting.filter((event) => !sent.includes(event))
        if (waiting.length > 0) plan(isLater ? againMs : gatherMs)
      })
  }

  return {
    add(event) {
      if (parts.conversation() === null) return
      waiting = [...waiting, event].slice(-mostWaiting)
      plan(gatherMs)
    },
    flush,
    clear() {
      waiting = []
      cancel?.()
      cancel = null
    },
  }
}

/** As many as one request may have, at least one. */
function someOf(waiting: readonly PageEvent[]): readonly PageEvent[] {
  let room = longestRequest
  const end = waiting.findIndex((event) => {
    room -= JSON.stringify(event).length
    return room < 0
  })
  return end < 0 ? waiting : waiting.slice(0, Math.max(end, 1))
}
