import type { Parcel } from './queue.ts'
import type { CargoEnd, TrackResult } from './track-call.ts'

/** A caller of `users.track` that waits for its answer. */
export interface Call {
  readonly parcels: readonly CallParcel[]
  readonly ends: CargoEnd[]
  readonly deadline: number
  readonly repeatable: boolean
  /** Parcels without an end. */
  open: number
  answered: boolean
  readonly resolve: (result: TrackResult) => void
  readonly reject: (error: unknown) => void
}

/** A part of a call on its way. */
export interface CallParcel extends Parcel {
  readonly call: Call
  readonly index: number
  /** An earlier try may have been taken: however the last one fails, the call's failure is ambiguous. */
  doubtful: boolean
}

export function createParcel(call: Call, index: number, cargo: CallParcel['cargo']): CallParcel {
  return {
    call,
    index,
    cargo,
    profiles: cargo.profiles,
    blockers: 0,
    followers: [],
    doubtful: false,
    state: 'blocked',
    attempt: 0,
    mates: Number.POSITIVE_INFINITY,
    notBefore: 0,
    readySince: 0,
  }
}

/** Listens to the caller's signal until the call is answered. */
export function bindSignal(
  signal: AbortSignal | undefined,
  { resolve, reject, abort }: Pick<Call, 'resolve' | 'reject'> & { abort: () => void },
): Pick<Call, 'resolve' | 'reject'> {
  if (!signal) return { resolve, reject }
  signal.addEventListener('abort', abort)
  const release = (): void => signal.removeEventListener('abort', abort)
  return {
    resolve: (result) => {
      release()
      resolve(result)
    },
    reject: (error) => {
      release()
      reject(error)
    },
  }
}
