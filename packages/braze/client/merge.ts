import { type TrackError, trackArrays } from '@parley/braze/contract'
import type { Cargo } from './parcel.ts'

/** One request body out of several cargos: each array holds theirs one after the other. */
export function merge(cargos: readonly Cargo[]): string {
  const members: string[] = []
  for (const [rank, name] of trackArrays.entries()) {
    const objects = cargos.flatMap((cargo) => cargo.json[rank] ?? [])
    if (objects.length > 0) members.push(`"${name}":[${objects.join(',')}]`)
  }
  return `{${members.join(',')}}`
}

/** Each cargo's share of the errors of a merged request, with the places that the objects have in the caller's own arrays. */
export function divide(cargos: readonly Cargo[], errors: readonly TrackError[]): readonly (readonly TrackError[])[] {
  const shares: TrackError[][] = cargos.map(() => [])
  for (const error of errors) {
    const rank = trackArrays.indexOf(error.input_array)
    let place = error.index
    for (const [at, cargo] of cargos.entries()) {
      const length = cargo.json[rank]?.length ?? 0
      if (place < length) {
        shares[at]?.push({ ...error, index: place + (cargo.first[rank] ?? 0) })
        break
      }
      place -= length
    }
  }
  return shares
}

/** Whether the errors name every object of the cargo. */
export function namesAll(cargo: Cargo, errors: readonly TrackError[]): boolean {
  return new Set(errors.map((error) => `${error.input_array} ${error.index}`)).size >= cargo.objects
}
