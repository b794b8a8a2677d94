import { RuntimeError } from './error.ts'
import type { Happening } from './happening.ts'
import type { Log } from './ports.ts'

/** A turn threw something that is no refusal: reported once, here. R8 */
export function turnFailed(log: Log, { conversation, kind }: Happening, error: unknown): RuntimeError {
  // The message of a thrown error may quote what a person said; its frames do not.
  log.error({ conversation, happening: kind, frames: framesOf(error) }, 'a turn failed and was rolled back')
  return new RuntimeError(
    'turn-failed',
    `A turn of ${conversation} failed and was rolled back. This is a bug; please report it.`,
    error,
  )
}

function framesOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? []
  return [error.name, ...frames].join('\n')
}
