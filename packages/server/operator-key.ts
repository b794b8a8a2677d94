import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadKeyFile } from './key-file.ts'
import type { Settings } from './settings.ts'

const file = 'operator.key'

/** What opens the operator's part of the API: the operator's own key, or one made at the first start and kept under `home`. */
export async function loadOperatorKey(settings: Settings): Promise<string> {
  return settings.operatorKey ?? loadKeyFile(settings.home, file)
}

/** The same for a command beside a running server: null when there is none yet. */
export async function findOperatorKey(settings: Settings): Promise<string | null> {
  if (settings.operatorKey !== undefined) return settings.operatorKey
  const kept = await readFile(join(settings.home, file), 'utf8').catch(() => null)
  return kept === null ? null : kept.trim()
}
