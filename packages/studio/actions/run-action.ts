import type { ActionRun, ActionRunLine, ActionRunPart, ActionRunRequest, Me } from '../api.ts'
import { queries } from '../app/api.ts'
import { type ProblemDocument, RequestError } from '../app/request.ts'
import { readLines } from './read-lines.ts'

/**
 * Runs an action of the document.
 *
 * @param onLine told what it logs, as it logs it
 * @throws RequestError
 */
export async function runAction(
  solution: string,
  body: ActionRunRequest,
  onLine: (line: ActionRunLine) => void,
  signal: AbortSignal,
): Promise<ActionRun> {
  const response = await fetch(`/studio/api/solutions/${encodeURIComponent(solution)}/actions/run`, {
    method: 'POST',
    headers: {
      accept: 'application/x-ndjson',
      'content-type': 'application/json',
      'x-parley-csrf': queries.getQueryData<Me>(['me'])?.csrf ?? '',
    },
    body: JSON.stringify(body),
    signal,
  }).catch((cause: unknown) => {
    if (signal.aborted) throw cause
    throw new RequestError(cut, { cause })
  })
  if (!response.ok || response.body === null)
    throw new RequestError(((await response.json().catch(() => null)) ?? cut) as ProblemDocument)
  for await (const line of readLines(response.body)) {
    const part = JSON.parse(line) as ActionRunPart
    if ('line' in part) onLine(part.line)
    else if ('run' in part) return part.run
    else throw new RequestError(part.problem as ProblemDocument)
  }
  throw new RequestError(cut)
}

const cut: ProblemDocument = {
  title: 'Not connected',
  status: 0,
  code: 'offline',
  detail: 'The connection broke before the action had ended. Your code is kept; run it again when you are connected.',
}
