export { createHttp } from './http.ts'
export type { Solutions } from './solution-parts.ts'
