/**
 * What was learned of a solution as one file: the intents' part and the entities' part, each in a form of its own that checks
 * itself. A file with the intents' part alone, as it was before there was another, is read as well.
 */
import { NluError } from './error.ts'

export interface ModelParts {
  /** As {@link writeModel} makes it; `null`: there are no examples. */
  readonly intents: Uint8Array | null
  /** What a sequence tagger learned from marked examples; `null`: there are none. */
  readonly entities: Uint8Array | null
}

const magic = 0x554e4c50 // PLNU
const intentsMagic = 0x494e4c50 // PLNI
const version = 1
/** magic, version, bytes of each part. */
const headerBytes = 16

export function packModel({ intents, entities }: ModelParts): Uint8Array {
  const [one, other] = [intents ?? new Uint8Array(), entities ?? new Uint8Array()]
  const file = new Uint8Array(headerBytes + one.length + other.length)
  const header = new DataView(file.buffer)
  for (const [index, word] of [magic, version, one.length, other.length].entries())
    header.setUint32(4 * index, word, true)
  file.set(one, headerBytes)
  file.set(other, headerBytes + one.length)
  return file
}

/** @throws NluError when the bytes are not what {@link packModel} made, or an intents' part. */
export function unpackModel(file: Uint8Array): ModelParts {
  if (file.length < headerBytes) throw broken('it is too short')
  const header = new DataView(file.buffer, file.byteOffset, headerBytes)
  const begins = header.getUint32(0, true)
  if (begins === intentsMagic) return { intents: file, entities: null }
  if (begins !== magic) throw broken('it does not begin as a model does')
  const found = header.getUint32(4, true)
  if (found !== version) throw broken(`it has version ${found}, and this program reads version ${version}`)
  const [one, other] = [header.getUint32(8, true), header.getUint32(12, true)]
  if (headerBytes + one + other !== file.length) throw broken('it has another length than it says')
  const end = headerBytes + one
  return {
    intents: one === 0 ? null : file.subarray(headerBytes, end),
    entities: other === 0 ? null : file.subarray(end),
  }
}

const broken = (why: string): NluError =>
  new NluError('broken-model', `This is no model: ${why}. Build the solution again, which trains a new one.`)
