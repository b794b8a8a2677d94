import { type Logger, pino } from 'pino'
import { loggable } from './loggable.ts'
import type { Settings } from './settings.ts'

/**
 * The program's log: JSON lines on standard error. What people say and what they answered is never passed to it; the
 * redaction below is the second line of defence for what comes in from outside (headers, errors of libraries).
 */
export function createLog(level: Settings['logLevel']): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: { err: loggable },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'authorization',
          'token',
          '*.authorization',
          '*.token',
          '*.headers.authorization',
          '*.headers.cookie',
          'err.config',
          'err.request',
        ],
        censor: '[redacted]',
      },
    },
    pino.destination({ dest: 2, sync: false }),
  )
}
