import type { ProblemDocument } from '@parley/widget/protocol'
import { findOperatorKey } from '../operator-key.ts'
import { readSettings } from '../settings.ts'

export interface OperatorOptions {
  /** Address of the server; default: the one that these settings would start here. */
  readonly server?: string
}

/** Asks a running server as its operator. Throws with words for the person at the terminal. */
export async function askOperator<T>(
  path: string,
  options: OperatorOptions,
  request: { readonly method?: string; readonly body?: unknown } = {},
): Promise<T> {
  const settings = readSettings()
  const key = await findOperatorKey(settings)
  if (key === null)
    throw new Error(`There is no operator key in ${settings.home}. Start the server first, or set PARLEY_OPERATOR_KEY.`)
  const host = settings.host === '0.0.0.0' || settings.host === '::' ? '127.0.0.1' : settings.host
  const server = options.server ?? `http://${host}:${settings.port}`
  const { method = 'GET', body } = request
  const response = await fetch(`${server.replace(/\/+$/, '')}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Error(`No server answers at ${server}. Start it, or name another one with --server.`)
  })
  const text = await response.text()
  if (!response.ok) throw new Error(readProblem(text) ?? `${server} answered ${response.status}.`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

function readProblem(text: string): string | undefined {
  try {
    const { title, detail, errors = [] } = JSON.parse(text) as ProblemDocument
    return [`${title}: ${detail}`, ...errors.map((each) => `  ${each.pointer}: ${each.detail}`)].join('\n')
  } catch {
    return undefined
  }
}

/** Lines with their cells below each other. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => (row[at] ?? '').length)))
  for (const row of [head, ...rows])
    console.log(row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  '))
}
