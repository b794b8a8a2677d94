import type { Logger } from 'pino'
import { loggable } from '../loggable.ts'
import type { Refusal } from './refusal.ts'

/** Reports our own failures; what callers do wrong is counted, and logged for those who debug. */
export function logRefusal(log: Logger, refusal: Refusal, request: string, route: string): void {
  const fields = { request, route, code: refusal.code }
  if (refusal.status === 500) log.error({ ...fields, error: loggable(refusal.cause) }, 'request failed')
  else if (refusal.status > 500) log.warn({ ...fields, error: loggable(refusal.cause) }, 'request could not be served')
  else log.debug(fields, 'request refused')
}
