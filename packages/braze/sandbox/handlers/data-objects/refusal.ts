import type { Answer } from '../handler.ts'

/** 404, 409 and 422: `{ errors: [{ id, message }] }`. */
export function refusedBy(status: 404 | 409 | 422, id: string, ...messages: readonly string[]): Answer {
  return { status, body: { errors: messages.map((message) => ({ id, message })) } }
}

/** 400: `{ error }`. */
export function badRequest(error: string): Answer {
  return { status: 400, body: { error } }
}
