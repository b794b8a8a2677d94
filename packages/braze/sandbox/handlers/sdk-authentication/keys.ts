import { randomUUID } from 'node:crypto'
import { refused } from '../../assets/answer.ts'
import { addSdkKey, isRsaPublicKey, SDK_KEYS, type SdkKeys } from '../../assets/sdk-key.ts'
import { membersOf } from '../bad-request.ts'
import type { Answer, Call, Handler } from '../handler.ts'

const APP_CHARACTERS = 255

/** Sentences of the sandbox: the pages give rules alone. */
const refusals = {
  app: "'app_id' must be a valid app API identifier",
  description: "'description' cannot be empty",
  key: "'rsa_public_key_str' must be a valid RSA public key",
  primary: "'make_primary' must be a boolean",
  many: `An app can have up to ${SDK_KEYS} SDK Authentication keys`,
  unknown: 'The SDK Authentication key does not exist for this app',
  isPrimary: 'The primary SDK Authentication key cannot be deleted',
} as const

export const createKey: Handler = {
  answer({ body, world }) {
    const { sdkKeys } = world.assets
    const { app_id: app, rsa_public_key_str: key, description, make_primary: isPrimary = false } = membersOf(body)
    if (!isAppId(app)) return refused(refusals.app)
    if (typeof key !== 'string' || !isRsaPublicKey(key)) return refused(refusals.key)
    if (typeof description !== 'string' || description.trim() === '') return refused(refusals.description)
    if (typeof isPrimary !== 'boolean') return refused(refusals.primary)
    const before = sdkKeys.get(app)
    if (before !== undefined && before.keys.length >= SDK_KEYS) return refused(refusals.many)
    const id = randomUUID()
    sdkKeys.put(app, addSdkKey(before, { id, publicKey: key, description }, isPrimary))
    return { status: 201, body: { id } }
  },
}

export const listKeys: Handler = {
  answer({ query, world }) {
    const app = query.get('app_id')
    return isAppId(app) ? showKeys(world.assets.sdkKeys.get(app)) : refused(refusals.app)
  },
}

export const setPrimaryKey: Handler = {
  answer: (call) => withKey(call, (keys, id) => ({ ...keys, primaryId: id })),
}

export const deleteKey: Handler = {
  answer: (call) =>
    withKey(call, ({ keys, primaryId }, id) =>
      id === primaryId ? refused(refusals.isPrimary) : { keys: keys.filter((key) => key.id !== id), primaryId },
    ),
}

/** Changes the keys of the app that has the key, and shows them. */
function withKey({ body, world }: Call, change: (keys: SdkKeys, id: string) => SdkKeys | Answer): Answer {
  const { sdkKeys } = world.assets
  const { app_id: app, key_id: id } = membersOf(body)
  if (!isAppId(app)) return refused(refusals.app)
  const keys = sdkKeys.get(app)
  const key = keys?.keys.find((one) => one.id === id)
  if (keys === undefined || key === undefined) return refused(refusals.unknown)
  const changed = change(keys, key.id)
  if ('status' in changed) return changed
  sdkKeys.put(app, changed)
  return showKeys(changed)
}

function showKeys(keys: SdkKeys | undefined): Answer {
  const shown = keys?.keys.map(({ id, publicKey, description }) => ({
    id,
    rsa_public_key: publicKey,
    description,
    is_primary: id === keys.primaryId,
  }))
  return { status: 200, body: { keys: shown ?? [] } }
}

function isAppId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= APP_CHARACTERS
}
