import type { HandlerGroup } from '../handler.ts'
import { createUser, deleteUser, searchUsers, showOneUser, updateUser } from './users.ts'

export const scimHandlers = {
  'scim.users.create': createUser,
  'scim.users.search': searchUsers,
  'scim.users.get': showOneUser,
  'scim.users.update': updateUser,
  'scim.users.delete': deleteUser,
} as const satisfies HandlerGroup
