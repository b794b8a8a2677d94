export { createHttp } from './http.ts'
