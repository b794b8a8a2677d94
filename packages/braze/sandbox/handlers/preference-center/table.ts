import type { HandlerGroup } from '../handler.ts'
import {
  createPreferenceCenter,
  listPreferenceCenters,
  showPreferenceCenter,
  showPreferenceCenterUrl,
  updatePreferenceCenter,
} from './preference-centers.ts'

export const preferenceCenterHandlers = {
  'preference_center.list': listPreferenceCenters,
  'preference_center.get': showPreferenceCenter,
  'preference_center.create': createPreferenceCenter,
  'preference_center.update': updatePreferenceCenter,
  'preference_center.url': showPreferenceCenterUrl,
} as const satisfies HandlerGroup
