/**
 * A model as one binary: a header, the sections one after the other, little-endian. The header says how long each section
 * is and what its bytes add up to, so that a file that was cut, patched or is something else is refused. N10
 */
import { NluError } from './error.ts'
import type { IntentModel, Network } from './intent-model.ts'
import { signals } from './judge.ts'
import type { WordVectors } from './word-vectors.ts'
import { languagesOf, type WordLanguage } from './words/languages.ts'

const magic = 0x494e4c50 // PLNI
/** Goes up with whatever makes another model of a text: an older one would be misread silently. */
const version = 3
/** How models were stored before there were networks: as they are now, without the sections of any. */
const versionWithout = 2
/** magic, version, check sum, then the length of each section in bytes. */
const headerWords = 3
const sectionsWithout = 9
const sectionsOfNetwork = 4
/** There is room for so many; sections of one that is not there are empty. */
const mostNetworks = 2
const sectionCount = sectionsWithout + mostNetworks * sectionsOfNetwork

interface Described {
  readonly intents: readonly string[]
  readonly trust: IntentModel['trust']
  /** The id of the word vectors it was trained with, which are not in the file. */
  readonly vectors?: string
}

/** The same model always makes the same bytes. */
export function writeModel(model: IntentModel): Uint8Array {
  const { intents, trust, vocabulary, vectors, weights, scales, networks, examples } = model
  const described: Described = { intents, trust, ...(vectors === null ? {} : { vectors: vectors.id }) }
  const sections = [
    new TextEncoder().encode(JSON.stringify(described)),
    ...[vocabulary.hashes, vocabulary.idf, weights, scales].map(bytesOf),
    ...[examples.intents, examples.keys, examples.starts, examples.words].map(bytesOf),
    ...networks.flatMap((network) => [network.features, network.weights, network.scales, network.outputs]).map(bytesOf),
  ]
  while (sections.length < sectionCount) sections.push(new Uint8Array())
  const headerBytes = headerBytesOf(sectionCount)
  const file = new Uint8Array(headerBytes + sections.reduce((sum, { length }) => sum + length, 0))
  let at = headerBytes
  for (const section of sections) {
    file.set(section, at)
    at += section.length
  }
  const header = new DataView(file.buffer)
  header.setUint32(0, magic, true)
  header.setUint32(4, version, true)
  for (const [index, { length }] of sections.entries()) header.setUint32(4 * (headerWords + index), length, true)
  header.setUint32(8, checksum(file.subarray(12)), true)
  return file
}

/**
 * @param findVectors word vectors by their id, asked for only where the model was trained with some
 * @throws NluError when the bytes are not what {@link writeModel} wrote, or the vectors not those that it was trained with
 */
export function readModel(file: Uint8Array, findVectors: (id: string) => WordVectors | null = () => null): IntentModel {
  const sections = sectionsOf(file)
  const [text, hashes, idf, weights, scales, intents, keys, starts, words, ...ofNetworks] = sections
  const described = describedBy(text)
  const vectors = described.vectors === undefined ? null : findVectors(described.vectors)
  if (vectors?.id !== described.vectors) throw broken('it was trained with word vectors that are not here')
  const model: IntentModel = {
    intents: described.intents,
    vectors,
    trust: described.trust,
    vocabulary: { hashes: new Uint32Array(bufferOf(hashes, 4)), idf: new Float32Array(bufferOf(idf, 4)) },
    weights: new Int8Array(bufferOf(weights, 1)),
    scales: new Float32Array(bufferOf(scales, 4)),
    networks: networksIn(ofNetworks),
    examples: {
      intents: new Uint16Array(bufferOf(intents, 2)),
      keys: new Float64Array(bufferOf(keys, 8)),
      starts: new Uint32Array(bufferOf(starts, 4)),
      words: new Uint32Array(bufferOf(words, 4)),
    },
  }
  check(model)
  return model
}

/** The languages whose word vectors have to be there before a model is read. @throws NluError as {@link readModel} */
export function languagesNamed(file: Uint8Array): readonly WordLanguage[] {
  const { vectors } = describedBy(sectionsOf(file)[0])
  return vectors === undefined ? [] : (languagesOf(vectors) ?? [])
}

function networksIn(sections: readonly Uint8Array[]): readonly Network[] {
  const networks: Network[] = []
  for (let at = 0; at < sections.length; at += sectionsOfNetwork) {
    const [features, weights, scales, outputs] = sections.slice(at, at + sectionsOfNetwork)
    if (scales?.length === 0) continue
    networks.push({
      features: new Uint32Array(bufferOf(features, 4)),
      weights: new Int8Array(bufferOf(weights, 1)),
      scales: new Float32Array(bufferOf(scales, 4)),
      outputs: new Float32Array(bufferOf(outputs, 4)),
    })
  }
  return networks
}

function sectionsOf(file: Uint8Array): readonly Uint8Array[] {
  if (file.length < headerBytesOf(0)) throw broken('it is too short')
  const header = new DataView(file.buffer, file.byteOffset, file.length)
  if (header.getUint32(0, true) !== magic) throw broken('it does not begin as a model does')
  const found = header.getUint32(4, true)
  if (found !== version && found !== versionWithout)
    throw broken(`it has version ${found}, and this program reads version ${version}`)
  if (header.getUint32(8, true) !== checksum(file.subarray(12))) throw broken('its check sum is wrong')
  const count = found === version ? sectionCount : sectionsWithout
  const sections: Uint8Array[] = []
  let at = headerBytesOf(count)
  if (file.length < at) throw broken('it is too short')
  for (let index = 0; index < count; index++) {
    const length = header.getUint32(4 * (headerWords + index), true)
    sections.push(file.subarray(at, at + length))
    at += length
  }
  if (at !== file.length) throw broken('it has another length than it says')
  return sections
}

const headerBytesOf = (sections: number): number => 4 * (headerWords + sections)

function describedBy(text: Uint8Array | undefined): Described {
  try {
    const described = JSON.parse(new TextDecoder().decode(text)) as Described
    const { intents, trust, vectors } = described
    const isText = (intent: unknown) => typeof intent === 'string'
    const isTrusted = trust.weights.length === signals && trust.weights.every(Number.isFinite)
    const isNamed = vectors === undefined || typeof vectors === 'string'
    if (intents.every(isText) && isTrusted && isNamed && Number.isFinite(trust.threshold)) return described
  } catch {
    // Said below.
  }
  throw broken('it does not say its intents')
}

/** Places must lead somewhere: reading them unchecked later is what makes recognition fast. */
function check({ intents, vocabulary, vectors, weights, scales, networks, examples }: IntentModel): void {
  const features = vocabulary.hashes.length
  const seen = features + (vectors?.dimensions ?? 0)
  const count = examples.intents.length
  const fits =
    vocabulary.idf.length === features &&
    weights.length === (seen + 1) * scales.length &&
    scales.length === intents.length + (vectors === null ? 0 : 1) &&
    examples.keys.length === count &&
    examples.starts.length === count + 1 &&
    examples.starts[count] === examples.words.length &&
    [vocabulary.idf, scales].every((numbers) => numbers.every(Number.isFinite)) &&
    examples.starts.every((start, index) => index === 0 || start >= (examples.starts[index - 1] ?? 0)) &&
    examples.intents.every((intent) => intent < intents.length) &&
    examples.words.every((word) => word < features) &&
    networks.every((network) => fitsIn(network, seen, intents.length))
  if (!fits) throw broken('its parts do not fit each other')
}

function fitsIn({ features, weights, scales, outputs }: Network, seen: number, intents: number): boolean {
  return (
    features.every((feature) => feature < seen) &&
    weights.length === (features.length + 1) * scales.length &&
    outputs.length === (scales.length + 1) * intents &&
    [scales, outputs].every((numbers) => numbers.every(Number.isFinite))
  )
}

const broken = (why: string) =>
  new NluError('broken-model', `This is no intent model: ${why}. Build the solution again, which trains a new one.`)

function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}

/** A copy, because an array of numbers must begin at a multiple of their size. */
function bufferOf(section: Uint8Array | undefined, size: number): ArrayBuffer {
  if (section === undefined || section.length % size !== 0) throw broken('a part of it is cut')
  return new Uint8Array(section).buffer
}

/** FNV-1a, four bytes at a time. */
export function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  let at = 0
  for (; at + 3 < bytes.length; at += 4) {
    const four =
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24)
    hash = Math.imul(hash ^ four, 0x01000193)
    hash ^= hash >>> 15
  }
  for (; at < bytes.length; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
  return hash >>> 0
}
