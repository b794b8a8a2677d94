import type { Thrown } from '../frame.ts'
import { hasOwn, textSlice } from './intrinsics.ts'
import { type Failure, failureOf } from './rpc.ts'

const longest = 8000

function clip(value: unknown): string {
  return typeof value === 'string' ? textSlice(value, 0, longest) : ''
}

/** The refusal of `fetch` or `braze` behind an error, also where the action wrapped it as a `cause`. */
function findFailure(thrown: unknown): Failure | null {
  let error = thrown
  for (let depth = 0; depth < 5 && typeof error === 'object' && error !== null; depth++) {
    const failure = failureOf(error)
    if (failure) return failure
    error = hasOwn(error, 'cause') ? (error as { cause: unknown }).cause : null
  }
  return null
}

/** Describes whatever was thrown; an error whose fields throw in turn is described by nothing. */
export function readThrown(thrown: unknown): Thrown {
  try {
    if (typeof thrown !== 'object' || thrown === null) {
      return { name: 'Error', message: clip(String(thrown)), stack: '', failure: null }
    }
    const error = thrown as { name?: unknown; message?: unknown; stack?: unknown }
    return {
      name: clip(error.name) || 'Error',
      message: clip(error.message),
      stack: clip(error.stack),
      failure: findFailure(thrown) as Thrown['failure'],
    }
  } catch {
    return { name: 'Error', message: 'Something was thrown that cannot be read.', stack: '', failure: null }
  }
}
