import type { ActionReport, RequestLine } from '@parley/actions/host'
import { type Endpoint, type EndpointId, endpoints } from '@parley/braze/contract'
import type { ActionRun, ActionRunRequestLine } from '@parley/studio/api'
import type { LoadedCode } from './action-trials.ts'

/** What became of a trial, as the Studio gets it. */
export function readRun(report: ActionReport, { target }: Pick<LoadedCode, 'target'>): ActionRun {
  const { result, logs, tookMs, level, requests = [], memoryBytes } = report
  const place = result.error === undefined ? null : findPlace(logs.map(({ text }) => text))
  return {
    outcome: result.outcome,
    outputs: result.outputs,
    ...(result.error === undefined ? {} : { error: { ...result.error, ...(place === null ? {} : { place }) } }),
    logs,
    requests: requests.map((line) => readLine(line, hostOf(target.space))),
    took_ms: Math.round(tookMs),
    level,
    ...(memoryBytes === undefined || memoryBytes === 0 ? {} : { memory_bytes: memoryBytes }),
  }
}

/** `sandbox http://127.0.0.1:4010 …` */
export function hostOf(space: string): string {
  const [, address = ''] = space.split(' ')
  return URL.canParse(address) ? new URL(address).host : ''
}

const typescriptPlace = /\b((?:actions\/|solution\.ts)[\w./@-]*):(\d+):(\d+)/
const pythonPlace = /File "((?:actions\/|app\.py)[\w./@-]*)", line (\d+)/

/** The first place in one of the author's files that the log names, from its end: there stands why it failed. */
function findPlace(
  texts: readonly string[],
): { readonly file: string; readonly line: number; readonly column: number } | null {
  for (const text of texts.toReversed()) {
    const [, file, line, column] = typescriptPlace.exec(text) ?? []
    if (file !== undefined) return { file, line: Number(line), column: Number(column) }
    // Python names the innermost place last.
    const [, module, row] = [...text.matchAll(new RegExp(pythonPlace, 'g'))].at(-1) ?? []
    if (module !== undefined) return { file: module, line: Number(row), column: 1 }
  }
  return null
}

const rowOf = (id: string): Endpoint | undefined =>
  Object.hasOwn(endpoints, id) ? endpoints[id as EndpointId] : undefined

const bytesOf = (value: unknown): number => (value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value)))

export function readLine(line: RequestLine, brazeHost: string): ActionRunRequestLine {
  const { at, tookMs, refusal } = line
  const shared = {
    at,
    took_ms: tookMs,
    allowed: refusal?.kind !== 'denied',
    ...(refusal === undefined ? {} : { problem: refusal.message }),
  }
  if (line.kind === 'http') {
    const { method, host, path, sentBytes, status, receivedBytes } = line
    return {
      ...shared,
      method,
      host,
      path,
      sent_bytes: sentBytes,
      ...(status === undefined ? {} : { status }),
      ...(receivedBytes === undefined ? {} : { received_bytes: receivedBytes }),
    }
  }
  const row = rowOf(line.method)
  const status = line.status ?? (refusal === undefined ? row?.successStatus : undefined)
  return {
    ...shared,
    method: row?.method ?? '',
    host: brazeHost,
    path: row?.path ?? `braze.${line.method}`,
    endpoint: line.method,
    ...(status === undefined ? {} : { status }),
    sent_bytes: bytesOf(line.body),
    ...(line.answer === undefined ? {} : { received_bytes: bytesOf(line.answer), answer: line.answer }),
    body: line.body,
  }
}
