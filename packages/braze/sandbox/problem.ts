import type { ServerResponse } from 'node:http'
import type { z } from 'zod'

/** A refusal of the controls, RFC 9457. */
export interface ControlProblem {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  /** Each with a JSON pointer into the body. */
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[]
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  })
  response.end(status === 204 ? undefined : JSON.stringify(body))
}

export function sendProblem(response: ServerResponse, problem: ControlProblem, headers = {}): void {
  const body = { type: 'about:blank', ...problem }
  sendJson(response, problem.status, body, { 'Content-Type': 'application/problem+json', ...headers })
}

/** A body that does not fit its schema. */
export function describeMisfit(error: z.ZodError): ControlProblem {
  const errors = error.issues.map(({ path, message }) => ({
    pointer: path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    detail: message,
  }))
  return {
    status: 400,
    code: 'invalid-body',
    title: 'The body is not what this control takes',
    detail: errors.map(({ pointer, detail }) => (pointer === '' ? detail : `${pointer}: ${detail}`)).join('; '),
    errors,
  }
}
