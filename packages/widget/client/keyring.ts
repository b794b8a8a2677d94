import type { TokenGiven } from '../protocol.ts'
import { isGone, Refusal } from './refusal.ts'
import type { Server } from './server.ts'
import type { Session } from './session.ts'
import type { Surroundings } from './surroundings.ts'

/** The token of one conversation, always a good one as far as the server gives any. */
export interface Keyring {
  readonly session: Session
  /** Calls with the token. One that is not good any more is renewed, and the call made again, once. */
  use<T>(call: (token: string) => Promise<T>): Promise<T>
  /** Another tab has renewed it. */
  adopt(session: Session): void
  close(): void
}

interface KeyringOptions {
  readonly session: Session
  readonly server: Pick<Server, 'renew'>
  readonly around: Pick<Surroundings, 'now' | 'after' | 'random'>
  readonly visitor: string
  readonly onRenewed: (session: Session) => void
}

/** A token is renewed this long before its end, or in the middle of what is left. */
const marginMs = 10 * 60_000
/** After a renewal that failed, and at the very least between two. */
const pauseMs = 30_000

export function createKeyring({ server, around, visitor, onRenewed, ...options }: KeyringOptions): Keyring {
  let session = options.session
  let renewing: Promise<void> | null = null
  let cancel = (): void => {}
  let isClosed = false

  function set(next: Session): void {
    session = next
    cancel()
    if (isClosed || next.expiresAt === undefined) return
    const left = next.expiresAt - around.now()
    // The tabs of a browser spread themselves, and take over what the first one got.
    const early = Math.min(marginMs, left / 2) * (1 + around.random() / 4)
    plan(Math.max(left - early, pauseMs))
  }

  function plan(ms: number): void {
    cancel = around.after(ms, () => {
      renew(session.token).catch((error: unknown) => {
        // A server that has no renewal, or does not want to: the token is used until it is refused.
        if (!(error instanceof Refusal) && !isClosed) plan(pauseMs)
      })
    })
  }

  /** `token`: a good one; null: the visitor is the proof. */
  function renew(token: string | null): Promise<void> {
    renewing ??= server
      .renew(session.id, token, visitor)
      .then((renewed) => {
        set({ ...session, ...renewedOf(renewed) })
        onRenewed(session)
      })
      .finally(() => {
        renewing = null
      })
    return renewing
  }

  set(session)
  return {
    get session() {
      return session
    },
    async use(call) {
      const used = session.token
      try {
        return await call(used)
      } catch (error) {
        if (!(error instanceof Refusal) || error.status !== 401) throw error
        if (session.token === used) {
          await renew(null).catch((refused: unknown) => {
            // No answer says nothing about the token; a refusal means that the first one stands.
            throw refused instanceof Refusal && (isGone(refused) || refused.status < 500) ? error : refused
          })
        }
        return await call(session.token)
      }
    },
    adopt: (next) => set(next),
    close() {
      isClosed = true
      cancel()
    },
  }
}

function renewedOf({ token, expires_at }: TokenGiven): Pick<Session, 'token' | 'expiresAt'> {
  const expiresAt = Date.parse(expires_at)
  return { token, ...(Number.isNaN(expiresAt) ? {} : { expiresAt }) }
}
