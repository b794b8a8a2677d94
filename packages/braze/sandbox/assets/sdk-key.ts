import { createPublicKey } from 'node:crypto'
import { z } from 'zod'
import { createShelf, type Shelf } from './shelf.ts'

const sdkKey = z.object({ id: z.string(), publicKey: z.string(), description: z.string() }).readonly()
export type SdkKey = z.output<typeof sdkKey>

const sdkKeys = z.object({ keys: z.array(sdkKey).readonly(), primaryId: z.string() }).readonly()
/** The keys that an app's SDK tokens may be signed with: never none, and one of them the primary. */
export type SdkKeys = z.output<typeof sdkKeys>

/** Keys by the app's id. */
export type SdkKeyStore = Shelf<SdkKeys>

/** Keys of one app. */
export const SDK_KEYS = 3

const KEY_CHARACTERS = 10_000

export function createSdkKeyStore(changed: () => void): SdkKeyStore {
  return createShelf(sdkKeys, changed)
}

/** The first key is the primary one, asked for or not. */
export function addSdkKey(keys: SdkKeys | undefined, key: SdkKey, isPrimary: boolean): SdkKeys {
  if (keys === undefined) return { keys: [key], primaryId: key.id }
  return { keys: [...keys.keys, key], primaryId: isPrimary ? key.id : keys.primaryId }
}

export function isRsaPublicKey(text: string): boolean {
  if (text.length > KEY_CHARACTERS) return false
  try {
    return createPublicKey(text).asymmetricKeyType === 'rsa' && !text.includes('PRIVATE KEY')
  } catch {
    return false
  }
}
