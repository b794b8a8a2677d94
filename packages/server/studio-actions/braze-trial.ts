import type { ActionHost, RequestLine } from '@parley/actions/host'
import { BrazeError } from '@parley/braze'
import type { EffectId, Values } from '@parley/flow'
import type { ActionCall, ConversationId, Runtime, VersionId } from '@parley/runtime'
import type { ActionRun, ActionRunRequest } from '@parley/studio/api'
import { deliver } from '../braze/delivery.ts'
import { contextOf, type LoadedCode } from './action-trials.ts'
import { hostOf, readLine } from './trial-report.ts'

interface TrialParts {
  readonly host: Pick<ActionHost, 'call'>
  readonly shadow: () => Runtime['shadow']
  readonly now: () => number
  readonly signal: AbortSignal
}

const longestMs = 30_000

/**
 * A call of Braze as a node of a flow makes it, by the same road. Everything is sent, changed or not: who tries a call out wants to see
 * it. What conversations know of the profiles is forgotten, as after any change from elsewhere; no data points are counted.
 */
export async function tryBraze(
  { deployment, build, target }: LoadedCode,
  asked: ActionRunRequest,
  { host, shadow, now, signal }: TrialParts,
): Promise<ActionRun> {
  const lines: RequestLine[] = []
  const began = performance.now()
  const watched: Pick<ActionHost, 'call'> = {
    async call(id, method, body, more) {
      const at = now()
      const sent = performance.now()
      const tell = (came: Pick<RequestLine & { kind: 'braze' }, 'status' | 'answer' | 'refusal'>): void =>
        void lines.push({ kind: 'braze', at, tookMs: Math.round(performance.now() - sent), method, body, ...came })
      try {
        const answer = await host.call(id, method, body, more)
        tell({ answer })
        return answer
      } catch (failure) {
        tell(tellFailure(failure))
        throw failure
      }
    },
  }
  const end = await deliver(
    callOf(build.name, asked, now()),
    { signal, mark: async () => {}, unmark: async () => {} },
    deployment,
    { ...target, keepMs: 0 },
    { host: watched, shadow, dataPoints: () => uncounted },
  )
  return {
    outcome: end.outcome,
    outputs: end.outputs,
    ...(end.error === undefined ? {} : { error: end.error }),
    logs: [],
    requests: lines.map((line) => readLine(line, hostOf(target.space))),
    took_ms: Math.round(performance.now() - began),
  }
}

const uncounted: Runtime['dataPoints'] = { add: async () => {}, list: async () => [] }

function tellFailure(failure: unknown): {
  readonly refusal: { kind: string; message: string }
  readonly status?: number
} {
  const message = failure instanceof Error ? failure.message : 'The call failed.'
  if (!(failure instanceof BrazeError)) return { refusal: { kind: 'unavailable', message } }
  const { code, status } = failure
  return { refusal: { kind: code, message }, ...(status === undefined ? {} : { status }) }
}

function callOf(solution: string, asked: ActionRunRequest, now: number): ActionCall {
  const { contact, idempotency_key } = contextOf(solution, asked, now)
  return {
    version: 'ver_trial' as VersionId,
    solution,
    environment: 'sandbox',
    conversation: 'conv_trial' as ConversationId,
    contact,
    flow: 'main',
    node: 'trial',
    action: asked.action,
    input: asked.payload as Values,
    effect: 'trial' as unknown as EffectId,
    idempotencyKey: idempotency_key,
    timeoutMs: Math.min(asked.timeout_ms ?? longestMs, longestMs),
    at: now,
    mode: 'await',
    attempt: 1,
    doubtful: false,
    repeated: false,
  }
}
