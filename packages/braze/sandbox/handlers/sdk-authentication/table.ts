import type { HandlerGroup } from '../handler.ts'
import { createKey, deleteKey, listKeys, setPrimaryKey } from './keys.ts'

export const sdkAuthenticationHandlers = {
  'sdk_authentication.create': createKey,
  'sdk_authentication.keys': listKeys,
  'sdk_authentication.primary': setPrimaryKey,
  'sdk_authentication.delete': deleteKey,
} as const satisfies HandlerGroup
