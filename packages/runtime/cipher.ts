/**
 * What is sensitive, sealed for the database and opened again.
 *
 * Owns keys, the sealed form and keyed fingerprints. Leaves what is sensitive to `sensitive.ts`, and which rows are written when
 * to whoever writes them.
 *
 * RX1 what is sealed opens with the key it was sealed with, at the place it was sealed for, unchanged, and in no other way
 * RX2 what was stored before there was a key is read as it is
 * RX3 a key that is missing, or a row that was changed, is an error of what is read, and of nothing else
 *
 * Each conversation has a key of its own, made of the installation's: so a random number used once is never used twice, however
 * many turns there are. AES-256-GCM; the place of the row is associated data.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { RuntimeError } from './error.ts'
import { canonicalJson, fingerprint } from './fingerprint.ts'

/** Secrets of the installation, the same on all nodes that share a database; each at least 32 characters. */
export interface DataKeys {
  /** Seals from now on. */
  readonly current: string
  /** Only open what was sealed before. */
  readonly old?: readonly string[]
}

/** Where something sealed stands: it opens nowhere else. */
export interface SealedPlace {
  /** The conversation, or what stands for one: `link lnk_…`. */
  readonly of: string
  /** The row and column: `state`, `message 3`. */
  readonly row: string
}

export interface Cipher {
  /** Ids of the keys, the one that seals first; none when there is no key: then nothing is sealed. */
  readonly keys: readonly string[]
  /** As JSON text. `beside` stays readable in the database. */
  sealJson(place: SealedPlace, value: unknown, beside?: { readonly [name: string]: unknown }): string
  /** Fails with `sealed`. RX3 */
  openJson(place: SealedPlace, stored: unknown): unknown
  sealText(place: SealedPlace, text: string): string
  openText(place: SealedPlace, stored: string): string
  sealBytes(place: SealedPlace, content: Uint8Array): { readonly key: string | null; readonly content: Uint8Array }
  openBytes(place: SealedPlace, key: string | null, stored: Buffer): Buffer
  /** Names a JSON value by its content, so that nobody without the key can try out what it may be. */
  mark(value: unknown): string
  /** Whether the mark, made with any of the keys or before there were keys, is that of the value. */
  isMark(mark: string, value: unknown): boolean
  /** The same without the key's name: one that is made with another key is just another mark. */
  keyed(value: unknown): string
}

interface Key {
  readonly id: string
  readonly sealing: Buffer
  readonly marking: Buffer
}

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
const shortestKey = 32
/** No name that a flow or an action can give to anything has this character. */
const sealedMember = '$sealed'
const sealedText = `{"${sealedMember}":`

/** Without keys nothing is sealed, and nothing sealed is opened. */
export function createCipher(workspace: string, secrets: DataKeys | undefined): Cipher {
  const keys = secrets === undefined ? [] : [secrets.current, ...(secrets.old ?? [])].map(readKey)
  const byId = new Map(keys.map((key) => [key.id, key]))
  const current = keys[0]

  function seal(key: Key, place: SealedPlace, content: Uint8Array | string): Buffer {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv(algorithm, ownKey(key, workspace, place), nonce, { authTagLength: tagBytes })
    cipher.setAAD(Buffer.from(place.row))
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
  }

  function open(id: string, place: SealedPlace, sealed: Buffer): Buffer {
    const key = byId.get(id)
    if (key === undefined) throw missing(place, id)
    if (sealed.length < nonceBytes + tagBytes) throw damaged(place)
    const nonce = sealed.subarray(0, nonceBytes)
    const decipher = createDecipheriv(algorithm, ownKey(key, workspace, place), nonce, { authTagLength: tagBytes })
    decipher.setAAD(Buffer.from(place.row))
    decipher.setAuthTag(sealed.subarray(-tagBytes))
    try {
      return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()])
    } catch {
      throw damaged(place)
    }
  }

  function openToken(place: SealedPlace, token: unknown): string {
    if (typeof token !== 'string') throw damaged(place)
    const dot = token.indexOf('.')
    return open(token.slice(0, Math.max(dot, 0)), place, Buffer.from(token.slice(dot + 1), 'base64url')).toString()
  }

  const tokenOf = (key: Key, place: SealedPlace, text: string): string =>
    `${key.id}.${seal(key, place, text).toString('base64url')}`

  return {
    keys: keys.map(({ id }) => id),
    sealJson(place, value, beside) {
      const text = JSON.stringify(value)
      if (current === undefined) return text
      return JSON.stringify({ [sealedMember]: tokenOf(current, place, text), ...beside })
    },
    openJson: (place, stored) => (isSealed(stored) ? JSON.parse(openToken(place, stored[sealedMember])) : stored),
    sealText: (place, text) =>
      current === undefined ? text : JSON.stringify({ [sealedMember]: tokenOf(current, place, text) }),
    openText(place, stored) {
      const sealed = isSealedText(stored) ? readSealedText(stored) : undefined
      return sealed === undefined ? stored : openToken(place, sealed)
    },
    sealBytes: (place, content) =>
      current === undefined ? { key: null, content } : { key: current.id, content: seal(current, place, content) },
    openBytes: (place, key, stored) => (key === null ? stored : open(key, place, stored)),
    mark: (value) => (current === undefined ? fingerprint(value) : `${current.id}.${markWith(current, value)}`),
    isMark(mark, value) {
      const dot = mark.indexOf('.')
      if (dot === -1) return mark === fingerprint(value)
      const key = byId.get(mark.slice(0, dot))
      return key !== undefined && mark.slice(dot + 1) === markWith(key, value)
    },
    keyed: (value) => (current === undefined ? fingerprint(value) : markWith(current, value)),
  }
}

/** Whether it was sealed, as it came out of a JSON column. */
export function isSealed(stored: unknown): stored is { readonly [sealedMember]: unknown } {
  return typeof stored === 'object' && stored !== null && Object.hasOwn(stored, sealedMember)
}

const isSealedText = (stored: string): boolean => stored.startsWith(sealedText)

/** Undefined: somebody wrote something that begins like it. */
function readSealedText(stored: string): unknown {
  try {
    return (JSON.parse(stored) as { readonly [member: string]: unknown })[sealedMember]
  } catch {
    return undefined
  }
}

/** RX3: for lists, in which one that cannot be opened must not hide the others. */
export function openOr<T, Else>(open: () => T, otherwise: Else): T | Else {
  try {
    return open()
  } catch (error) {
    if (error instanceof RuntimeError && error.code === 'sealed') return otherwise
    throw error
  }
}

function readKey(secret: string): Key {
  if (secret.length < shortestKey)
    throw new RuntimeError('invalid-options', `A data key must have at least ${shortestKey} characters.`)
  const derive = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', secret, 'parley data key 1', purpose, bytes))
  return { id: derive('id', 4).toString('hex'), sealing: derive('seal', 32), marking: derive('mark', 32) }
}

function ownKey(key: Key, workspace: string, place: SealedPlace): Buffer {
  return createHmac('sha256', key.sealing)
    .update(JSON.stringify([workspace, place.of]))
    .digest()
}

function markWith(key: Key, value: unknown): string {
  return createHmac('sha256', key.marking).update(canonicalJson(value)).digest('hex').slice(0, 32)
}

const missing = (place: SealedPlace, key: string): RuntimeError =>
  new RuntimeError(
    'sealed',
    `What is sensitive in ${place.of} is sealed with the key ${key}, which this server does not have. Add that key to PARLEY_DATA_KEYS_OLD and start again.`,
  )

const damaged = (place: SealedPlace): RuntimeError =>
  new RuntimeError(
    'sealed',
    `The ${place.row} of ${place.of} cannot be opened: it was changed in the database, or belongs to another place. Restore it from a backup.`,
  )
