import type { ProblemDocument } from '@parley/widget/protocol'
import { findOperatorKey } from '../operator-key.ts'
import { readSettings } from '../settings.ts'
import { plainLine } from '../solution/plain-line.ts'

export interface OperatorOptions {
  /** Address of the server; default: the one that these settings would start here. */
  readonly server?: string
}

/** Where the server is that a command speaks to. */
export function serverAddress(options: OperatorOptions): string {
  const { host, port } = readSettings()
  const local = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return (options.server ?? `http://${local}:${port}`).replace(/\/+$/, '')
}

/** Asks a running server as its operator. Throws with words for the person at the terminal. */
export async function askOperator<T>(
  path: string,
  options: OperatorOptions,
  request: { readonly method?: string; readonly body?: unknown } = {},
): Promise<T> {
  const settings = readSettings()
  const key = settings.apiKey ?? (await findOperatorKey(settings))
  if (key === null)
    throw new Error(
      `There is no operator key in ${settings.home}. Start the server first, or set PARLEY_OPERATOR_KEY or PARLEY_API_KEY.`,
    )
  const server = serverAddress(options)
  const { method = 'GET', body } = request
  const response = await fetch(`${server}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Error(`No server answers at ${server}. Start one with "parley start", or name another one with --server.`)
  })
  const text = await response.text()
  if (!response.ok) throw refusalOf(text) ?? new Error(`${server} answered ${response.status}.`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** What the server refused, in its words. */
export class OperatorRefusal extends Error {
  override readonly name = 'OperatorRefusal'
  readonly problem: ProblemDocument

  constructor(problem: ProblemDocument) {
    const { title, detail, errors = [] } = problem
    super([`${title}: ${detail}`, ...errors.map((each) => `  ${each.pointer}: ${each.detail}`)].join('\n'))
    this.problem = problem
  }
}

function refusalOf(text: string): OperatorRefusal | undefined {
  try {
    const problem = JSON.parse(text) as ProblemDocument
    return typeof problem.code === 'string' ? new OperatorRefusal(problem) : undefined
  } catch {
    return undefined
  }
}

/** Lines with their cells below each other. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [head, ...rows].map((row) => row.map(plainLine))
  const widths = head.map((_, at) => Math.max(...lines.map((row) => (row[at] ?? '').length)))
  for (const row of lines)
    console.log(row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  '))
}
