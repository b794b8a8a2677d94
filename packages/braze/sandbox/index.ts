export type { RateLimitSettings } from './rate-limit.ts'
export { createSandbox, type Sandbox } from './server.ts'
export type { SandboxKey, SandboxOptions } from './settings.ts'
