import { hkdfSync } from 'node:crypto'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { DataKeys } from '@parley/runtime'
import { loadKeyFile } from './key-file.ts'
import type { Settings } from './settings.ts'

const file = 'data.key'

/**
 * What seals sensitive values: the operator's keys, or one made at the first start and kept under `home`. Servers that share
 * `PARLEY_TOKEN_KEY` and nothing else share a database all the same: theirs is made from it.
 */
export async function loadDataKeys(settings: Settings): Promise<DataKeys> {
  const { home, tokenKey, oldDataKeys } = settings
  const derived = tokenKey === undefined ? [] : [deriveKey(tokenKey)]
  const [current, ...others] = settings.dataKey === undefined ? derived : [settings.dataKey, ...derived]
  if (current === undefined) return { current: await loadKeyFile(home, file), old: oldDataKeys }
  // Whoever begins to set a key of their own must not lose what the ones before have sealed.
  const made = await access(join(home, file)).then(
    async () => [await loadKeyFile(home, file)],
    () => [],
  )
  const old = new Set([...oldDataKeys, ...others, ...made])
  old.delete(current)
  return { current, old: [...old] }
}

const deriveKey = (tokenKey: string): string =>
  Buffer.from(hkdfSync('sha256', tokenKey, '', 'parley data key 1', 32)).toString('base64url')
