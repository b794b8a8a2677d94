export type { Platform } from './platform.ts'
export { createPlatform } from './platform.ts'
export type { Settings } from './settings.ts'
export { readSettings } from './settings.ts'
