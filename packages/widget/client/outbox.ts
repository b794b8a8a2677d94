// What the person said, on its way to the server: in order, one at a time, kept until it is there.
//
// 1. Every answer has an id of its own and keeps it when it is sent again: it counts once.
// 2. What has not arrived outlives the page; each tab that comes tries again (1 makes that harmless).
// 3. An answer leaves the box when the transcript has it, when the person takes it back, or never.
import { pauseAfter } from './backoff.ts'
import { isGone, isPassing, Refusal } from './refusal.ts'
import type { Unsent } from './session.ts'
import type { Surroundings } from './surroundings.ts'

export interface Outbox {
  readonly unsent: readonly Unsent[]
  add(unsent: Unsent): void
  /** Another tab has said it and sends it. */
  show(unsent: Unsent): void
  /** The transcript has it. */
  arrived(id: string): void
  /** It was refused in another tab. */
  refused(id: string): void
  retry(id: string): void
  discard(id: string): void
  /** There is a connection: sends what waits. */
  flush(): void
  close(): void
}

interface OutboxOptions {
  readonly kept: readonly Unsent[]
  readonly around: Pick<Surroundings, 'after' | 'random'>
  /** Resolves when the server has it. */
  readonly send: (unsent: Unsent) => Promise<void>
  /** With what is to outlive the page. */
  readonly onChange: (kept: readonly Unsent[]) => void
  readonly onRefused: (unsent: Unsent, refusal: Refusal) => void
  readonly onGone: (error: unknown) => void
}

export function createOutbox({ kept, around, send, onChange, onRefused, onGone }: OutboxOptions): Outbox {
  let unsent: readonly Unsent[] = kept.map((one) => (one.state === 'failed' ? one : { ...one, state: 'waiting' }))
  /** The server has them, the transcript as we know it does not yet. */
  const delivered = new Set<string>()
  /** Another tab sends them, unless this one gets a connection and they are still there. */
  const foreign = new Set<string>()
  let isSending = false
  let attempts = 0
  let cancel = (): void => {}
  let isClosed = false

  function change(next: readonly Unsent[]): void {
    unsent = next
    onChange(unsent.filter(({ id }) => !delivered.has(id))) // 2
  }

  const mark = (id: string, state: Unsent['state']): void =>
    change(unsent.map((one) => (one.id === id ? { ...one, state } : one)))

  const next = (): Unsent | undefined =>
    unsent.find(({ id, state }) => state !== 'failed' && !delivered.has(id) && !foreign.has(id))

  async function flush(): Promise<void> {
    if (isSending || isClosed) return
    cancel()
    isSending = true
    try {
      for (let one = next(); one !== undefined && !isClosed; one = next()) {
        if (one.state !== 'sending') mark(one.id, 'sending')
        if (!(await trySending(one))) break
      }
    } finally {
      isSending = false
    }
  }

  /** Whether the next one may follow. */
  async function trySending(one: Unsent): Promise<boolean> {
    try {
      await send(one)
      attempts = 0
      delivered.add(one.id)
      if (!isClosed) change(unsent)
      return true
    } catch (error) {
      if (isClosed) return false
      if (isGone(error)) {
        onGone(error)
        return false
      }
      if (isPassing(error)) {
        wait(error instanceof Refusal ? (error.retryAfterMs ?? 0) : 0)
        return false
      }
      mark(one.id, 'failed')
      onRefused(one, error as Refusal)
      return true
    }
  }

  function wait(atLeastMs: number): void {
    change(unsent.map((one) => (one.state === 'failed' || delivered.has(one.id) ? one : { ...one, state: 'waiting' })))
    cancel = around.after(pauseAfter(attempts, around.random, atLeastMs), () => void flush())
    attempts += 1
  }

  return {
    get unsent() {
      return unsent
    },
    add(one) {
      change([...unsent, one])
      void flush()
    },
    show(one) {
      if (unsent.some(({ id }) => id === one.id)) return
      foreign.add(one.id)
      change([...unsent, { ...one, state: 'sending' }])
    },
    arrived(id) {
      delivered.delete(id)
      if (unsent.some((one) => one.id === id)) change(unsent.filter((one) => one.id !== id)) // 3
    },
    refused(id) {
      if (unsent.some((one) => one.id === id)) mark(id, 'failed')
    },
    retry(id) {
      if (unsent.every((one) => one.id !== id || one.state !== 'failed')) return
      mark(id, 'waiting')
      void flush()
    },
    discard(id) {
      delivered.delete(id)
      change(unsent.filter((one) => one.id !== id))
    },
    flush() {
      foreign.clear()
      void flush()
    },
    close() {
      isClosed = true
      cancel()
    },
  }
}
