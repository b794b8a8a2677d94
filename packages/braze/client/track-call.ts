import { type TrackError, trackArrays, usersTrack } from '@parley/braze/contract'
import { BrazeError, describe, repeat } from './error.ts'
import type { Cargo } from './parcel.ts'

/** What a caller of `users.track` gets. A counter is there only when its array was sent, and never for `queued`. */
export interface TrackResult {
  /** `success`, or `queued` during maintenance of the service. */
  readonly message: string
  readonly attributes_processed?: number
  readonly events_processed?: number
  readonly purchases_processed?: number
  /** Objects that were refused while others were taken, by their places in the caller's own arrays. */
  readonly errors: readonly TrackError[]
}

/** How one cargo ended. Places in `errors` are the caller's. */
export type CargoEnd =
  | { readonly kind: 'taken'; readonly message: string; readonly errors: readonly TrackError[] }
  | { readonly kind: 'failed'; readonly error: BrazeError }

/**
 * The answer of a caller whose cargos all ended. Part of the objects refused is a result with `errors`; all of them refused is
 * `rejected`. A cargo that failed fails the call, ambiguous when another one was taken.
 *
 * @throws BrazeError
 */
export function combine(cargos: readonly Cargo[], ends: readonly CargoEnd[]): TrackResult {
  const errors = ends.flatMap((end) => (end.kind === 'taken' ? end.errors : end.error.errors))
  const failed = ends.flatMap((end) => (end.kind === 'failed' ? [end.error] : []))
  const broken = failed.find((error) => error.code !== 'rejected')
  const partly = ends.some((end) => end.kind === 'taken')
  if (broken) {
    if (ends.length === 1) throw broken
    throw repeat(broken, `${broken.message} Another part of the call was sent apart from it.`, {
      errors,
      ambiguous: partly || failed.some((error) => error.ambiguous),
    })
  }
  if (ends.length === 1 && failed[0]) throw failed[0]
  const counts = trackArrays.map((_, rank) => cargos.reduce((sum, cargo) => sum + (cargo.json[rank]?.length ?? 0), 0))
  const refused = trackArrays.map(
    (name) => new Set(errors.filter((e) => e.input_array === name).map((e) => e.index)).size,
  )
  if (!partly || sum(refused) >= sum(counts)) throw reject(errors, failed[0]?.status ?? usersTrack.successStatus)
  const messages = ends.flatMap((end) => (end.kind === 'taken' ? [end.message] : []))
  const queued = messages.find((message) => message !== 'success')
  return { message: queued ?? 'success', ...(queued === undefined ? readCounters(counts, refused) : {}), errors }
}

/** Every object of a cargo or of a call was refused. */
export function reject(errors: readonly TrackError[], status: number | undefined): BrazeError {
  const types = [...new Set(errors.map((error) => error.type))].slice(0, 3)
  const detail = types.length > 0 ? `Braze says: ${types.join('; ')}` : undefined
  return new BrazeError(describe(usersTrack, 'rejected', { status, detail }), {
    code: 'rejected',
    status,
    retry: 'no',
    errors,
  })
}

function readCounters(counts: readonly number[], refused: readonly number[]) {
  const [attributes = 0, events = 0, purchases = 0] = counts
  const [noAttributes = 0, noEvents = 0, noPurchases = 0] = refused
  return {
    ...(attributes > 0 ? { attributes_processed: attributes - noAttributes } : {}),
    ...(events > 0 ? { events_processed: events - noEvents } : {}),
    ...(purchases > 0 ? { purchases_processed: purchases - noPurchases } : {}),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
