import { successMessage } from '@parley/braze/contract'
import type { Answer } from '../handlers/handler.ts'

/** `{ message }`, as most endpoints refuse. */
export function refused(message: string, status = 400): Answer {
  return { status, body: { message } }
}

/** `{ …, message: "success" }`. */
export function succeeded(status: number, body: { readonly [member: string]: unknown } = {}): Answer {
  return { status, body: { ...body, message: successMessage } }
}
