import type { End } from '../frame.ts'
import { findAction, type Issue, type LoadedAction, loaded } from './bundle.ts'
import type { Call } from './call.ts'
import { freeze, isArray, parse, stringify } from './intrinsics.ts'
import { findFlaw } from './plain.ts'
import { brazeFor } from './remote-braze.ts'
import { readThrown } from './thrown.ts'
import { fetchFor } from './web.ts'
import { send } from './wire.ts'

const outputCharacters = 256 * 1024
const messageCharacters = 500

function explain(issues: readonly Issue[]): string {
  const shown = issues.slice(0, 5).map(({ path, message }) => `${path.map(String).join('.') || 'value'}: ${message}`)
  return `${shown.join('; ')}${issues.length > 5 ? `; and ${issues.length - 5} more` : ''}`.slice(0, 2000)
}

function misfit(message: string): End {
  return { kind: 'output', message: message.slice(0, 2000) }
}

interface Returned {
  readonly outcome?: unknown
  readonly outputs?: unknown
  readonly message?: unknown
  readonly retry?: unknown
}

async function readOutputs(action: LoadedAction, outcome: string, given: unknown): Promise<unknown | { flaw: string }> {
  if (!action.outputs || outcome === 'error') return given
  const schema = outcome === 'success' ? action.outputs : (action.outputs.partial?.() ?? action.outputs)
  const parsed = await schema.safeParseAsync(given)
  return parsed.success ? parsed.data : { flaw: `The outputs do not fit: ${explain(parsed.error.issues)}.` }
}

async function readReturned(action: LoadedAction, value: unknown): Promise<End> {
  const returned = (value ?? { outcome: 'success' }) as Returned
  if (typeof returned !== 'object' || isArray(returned))
    return misfit('It returned something that is not { outcome, outputs }.')
  const { outcome } = returned
  const known = ['success', 'error', ...(isArray(action.outcomes) ? action.outcomes : [])]
  if (typeof outcome !== 'string' || !known.includes(outcome)) {
    return misfit(
      `It ended in ${typeof outcome === 'string' ? `"${outcome}"` : 'no outcome'}, but has only: ${known.join(', ')}.`,
    )
  }
  const outputs = await readOutputs(action, outcome, returned.outputs ?? {})
  if (typeof outputs === 'object' && outputs !== null && 'flaw' in outputs && outputs !== returned.outputs) {
    return misfit(String(outputs.flaw))
  }
  if (typeof outputs !== 'object' || outputs === null || isArray(outputs))
    return misfit('Its outputs are not an object of named values.')
  const flaw = findFlaw(outputs)
  if (flaw) return misfit(flaw)
  const json = stringify(outputs)
  if (json.length > outputCharacters)
    return misfit(`Its outputs have ${json.length} characters; ${outputCharacters} is the most.`)
  const message = typeof returned.message === 'string' ? returned.message.slice(0, messageCharacters) : null
  const retry = outcome === 'error' ? readRetry(returned.retry) : null
  return { kind: 'outcome', outcome, outputs: parse(json), message, retry }
}

function readRetry(retry: unknown): 'no' | 'later' | { afterMs: number } {
  if (retry === 'later') return 'later'
  const afterMs = typeof retry === 'object' && retry !== null ? (retry as { afterMs?: unknown }).afterMs : null
  return typeof afterMs === 'number' && afterMs >= 0 ? { afterMs: Math.min(afterMs, 86_400_000) } : 'no'
}

/** Runs one action from its payload to how it ended; never throws. */
export async function execute(call: Call, name: string, payload: unknown): Promise<End> {
  try {
    const action = findAction(name)
    if (!action?.execute) return { kind: 'missing', message: `This version has no action "${name}".` }
    const parsed = await action.input?.safeParseAsync(payload)
    if (parsed && !parsed.success)
      return { kind: 'input', message: `The payload does not fit: ${explain(parsed.error.issues)}.` }
    const { log } = call
    // The last moment at which it is sure that this call does not hold the event loop.
    send({ kind: 'begun', call: call.id })
    const returned = await action.execute({
      payload: parsed ? parsed.data : payload,
      context: freeze({ ...call.context, signal: call.controller.signal }),
      params: loaded.params,
      secrets: loaded.secrets,
      log: freeze({
        debug: (...parts: readonly unknown[]) => log('debug', parts),
        info: (...parts: readonly unknown[]) => log('info', parts),
        warn: (...parts: readonly unknown[]) => log('warn', parts),
        error: (...parts: readonly unknown[]) => log('error', parts),
      }),
      fetch: (input: RequestInfo | URL, init?: RequestInit) => fetchFor(call, input, init),
      braze: brazeFor(call),
    })
    return await readReturned(action, returned)
  } catch (thrown) {
    return { kind: 'thrown', thrown: readThrown(thrown) }
  }
}
