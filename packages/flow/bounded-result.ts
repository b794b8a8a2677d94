import type { ActionResult } from './result.ts'

/** Outputs are stored with every later turn of the conversation, so they stay small: 64 KB of JSON. */
const mostOutput = 65_536

/**
 * The result as the flow takes it: outputs of a bearable size, an outcome that leads somewhere, an error exactly when the
 * outcome is `error`. Anything else becomes an error of kind `output`.
 */
export function boundedResult(result: ActionResult, leadsOn: (outcome: string) => boolean): ActionResult {
  const { outcome, outputs, error } = result
  if (!leadsOn(outcome)) return failed(`The action ended in the unknown outcome "${outcome.slice(0, 100)}".`)
  if (!isSmall(outputs)) return failed('The action answered with more than 64 KB.')
  if (outcome === 'error') {
    return {
      outcome,
      outputs,
      error: error ?? { kind: 'returned', message: 'The action did not succeed.', retry: 'no' },
    }
  }
  return error === undefined ? result : { outcome, outputs }
}

/** Whether it may be kept with the conversation. */
export function isSmall(outputs: unknown): boolean {
  try {
    return JSON.stringify(outputs).length <= mostOutput
  } catch {
    return false
  }
}

function failed(message: string): ActionResult {
  return { outcome: 'error', outputs: {}, error: { kind: 'output', message, retry: 'no' } }
}
