import { loadKeyFile } from './key-file.ts'
import type { Settings } from './settings.ts'

/** The key that signs conversation tokens: the operator's, or one made at the first start and kept under `home`. */
export async function loadTokenKey(settings: Settings): Promise<string> {
  return settings.tokenKey ?? loadKeyFile(settings.home, 'token.key')
}
