import { type EndpointRequest, readIdentifier, type TrackArray, trackArrays, usersTrack } from '@parley/braze/contract'
import { BrazeError, describe } from './error.ts'

export type TrackRequest = EndpointRequest<'users.track'>

/** Objects of one caller that travel together: all of them, or as many as one request takes. Already JSON. */
export interface Cargo {
  /** Objects of each array, in the order of `trackArrays`. */
  readonly json: readonly [string[], string[], string[]]
  /** Where the first of each stands in the caller's own array. */
  readonly first: readonly [number, number, number]
  readonly objects: number
  /** UTF-8 bytes or somewhat more. */
  readonly bytes: number
  /** The profiles it writes, each once. */
  readonly profiles: readonly string[]
}

export interface Packed {
  readonly cargos: readonly Cargo[]
  /** Taken twice it leaves the same profile: no event, no purchase, no increment. */
  readonly idempotent: boolean
}

export interface PackLimits {
  readonly objects: number
  readonly bytes: number
}

/** The braces and names around the arrays. */
const FRAME_BYTES = 64
/** Up to this length a text is not measured: three bytes a character are never too few, and 75 of them fit. */
const MEASURED_FROM = 4096

const encoder = new TextEncoder()

/**
 * Cuts a caller's body into cargos, arrays and objects in their order. Members other than the three arrays are left behind.
 *
 * @throws BrazeError `invalid` or `too-large`, before anything is sent.
 */
export function pack(body: TrackRequest, most: PackLimits): Packed {
  const packer = createPacker(most)
  let idempotent = true
  for (const [rank, name] of trackArrays.entries()) {
    const objects: unknown = body?.[name]
    if (objects === undefined || objects === null) continue
    if (!Array.isArray(objects)) throw refuse('invalid', `${name} must be an array.`)
    for (const [index, object] of objects.entries()) {
      if (typeof object !== 'object' || object === null) throw refuse('invalid', `${name}[${index}] must be an object.`)
      const text = stringify(object, name, index)
      if (name !== 'attributes' || hasIncrement(text)) idempotent = false
      packer.add(rank, index, text, nameProfile(object))
    }
  }
  const cargos = packer.finish()
  if (cargos.length === 0) throw refuse('invalid', 'There is nothing in it: give attributes, events or purchases.')
  return { cargos, idempotent }
}

function createPacker(most: PackLimits) {
  const cargos: Cargo[] = []
  let json: [string[], string[], string[]] = [[], [], []]
  let first: [number, number, number] = [0, 0, 0]
  let profiles = new Set<string>()
  let objects = 0
  let bytes = FRAME_BYTES

  function finish(): readonly Cargo[] {
    if (objects > 0) cargos.push({ json, first, objects, bytes, profiles: [...profiles] })
    json = [[], [], []]
    first = [0, 0, 0]
    profiles = new Set()
    objects = 0
    bytes = FRAME_BYTES
    return cargos
  }

  return {
    finish,
    add(rank: number, index: number, text: string, profile: string | undefined): void {
      const size = measure(text) + 1
      if (size + FRAME_BYTES > most.bytes) {
        throw refuse('too-large', `${trackArrays[rank]}[${index}] has more than ${most.bytes} bytes.`)
      }
      if (objects >= most.objects || bytes + size > most.bytes) finish()
      const texts = json[rank]
      if (texts?.length === 0) first[rank] = index
      texts?.push(text)
      objects += 1
      bytes += size
      if (profile !== undefined) profiles.add(profile)
    },
  }
}

function measure(text: string): number {
  return text.length < MEASURED_FROM ? text.length * 3 : encoder.encode(text).length
}

function stringify(object: object, name: TrackArray, index: number): string {
  let text: string | undefined
  let cause: unknown
  try {
    text = JSON.stringify(object)
  } catch (error) {
    // A cycle or a bigint. It names members only, never values.
    cause = error
  }
  if (text === undefined) throw refuse('invalid', `${name}[${index}] cannot be written as JSON.`, cause)
  return text
}

/** `undefined`: none that can be told; the API will refuse the object. */
function nameProfile(object: object): string | undefined {
  const identifier = readIdentifier(object as { readonly [member: string]: unknown })
  if (typeof identifier === 'string') return undefined
  if (identifier.kind === 'user_alias') return `user_alias ${JSON.stringify([identifier.label, identifier.name])}`
  const value = identifier.kind === 'email' ? identifier.value.toLowerCase() : identifier.value
  return `${identifier.kind} ${value}`
}

/** `{ inc }` and `{ $add }` add once more each time, at any depth; every other attribute operation can be repeated. */
function hasIncrement(text: string): boolean {
  return text.includes('"inc":') || text.includes('"$add":')
}

function refuse(code: 'invalid' | 'too-large', detail: string, cause?: unknown): BrazeError {
  return new BrazeError(describe(usersTrack, code, { detail: `Not sent. ${detail}` }), { code, retry: 'no', cause })
}
