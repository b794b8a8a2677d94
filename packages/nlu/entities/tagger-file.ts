/** What was learned of entities as one binary: a header, then the sections, little-endian; its check sum tells what was cut or changed. */
import { NluError } from '../error.ts'
import { checksum } from '../model-file.ts'
import type { EntityModel } from './tagger.ts'

const magic = 0x454e4c50 // PLNE
const version = 1
/** magic, version, check sum, bytes of the description, features. */
const headerBytes = 20

type Described = Pick<EntityModel, 'labels' | 'values' | 'scale'>

/** The same model always makes the same bytes. */
export function writeEntityModel({ labels, values, scale, features, weights, transitions }: EntityModel): Uint8Array {
  const described: Described = { labels, values, scale }
  const text = new TextEncoder().encode(JSON.stringify(described))
  const file = new Uint8Array(
    headerBytes + text.length + features.byteLength + transitions.byteLength + weights.byteLength,
  )
  const header = new DataView(file.buffer)
  for (const [index, word] of [magic, version, 0, text.length, features.length].entries())
    header.setUint32(4 * index, word, true)
  let at = headerBytes
  for (const part of [text, ...[features, transitions, weights].map(bytesOf)]) {
    file.set(part, at)
    at += part.length
  }
  header.setUint32(8, checksum(file.subarray(12)), true)
  return file
}

/** @throws NluError when the bytes are not what {@link writeEntityModel} wrote. */
export function readEntityModel(file: Uint8Array): EntityModel {
  if (file.length < headerBytes) throw broken('it is too short')
  const header = new DataView(file.buffer, file.byteOffset, headerBytes)
  if (header.getUint32(0, true) !== magic) throw broken('it does not begin as one')
  const found = header.getUint32(4, true)
  if (found !== version) throw broken(`it has version ${found}, and this program reads version ${version}`)
  if (header.getUint32(8, true) !== checksum(file.subarray(12))) throw broken('its check sum is wrong')
  const textEnd = headerBytes + header.getUint32(12, true)
  const count = header.getUint32(16, true)
  const described = describedBy(file.subarray(headerBytes, textEnd))
  const tags = described.labels.length * 2 + 1
  const featuresEnd = textEnd + 4 * count
  const transitionsEnd = featuresEnd + 4 * (tags + 1) * tags
  if (file.length !== transitionsEnd + count * tags) throw broken('its parts do not fit each other')
  const copy = (from: number, to: number) => new Uint8Array(file.subarray(from, to)).buffer
  return {
    ...described,
    features: new Uint32Array(copy(textEnd, featuresEnd)),
    transitions: new Float32Array(copy(featuresEnd, transitionsEnd)),
    weights: new Int8Array(copy(transitionsEnd, file.length)),
  }
}

function describedBy(text: Uint8Array): Described {
  try {
    const described = JSON.parse(new TextDecoder().decode(text)) as Described
    const { labels, values, scale } = described
    const texts = [...labels, ...Object.values(values)]
    if (texts.every((each) => typeof each === 'string') && Number.isFinite(scale)) return described
  } catch {
    // Said below.
  }
  throw broken('it does not say what it finds')
}

function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}

const broken = (why: string) =>
  new NluError(
    'broken-model',
    `This is no model of entities: ${why}. Build the solution again, which trains a new one.`,
  )
