import { limits, requestErrors } from '@parley/braze/contract'
import { isObject } from '../attribute-value.ts'
import type { Answer } from './handler.ts'

/** Ids of each kind that one request may carry. */
export const MAX_IDS = limits.exportIds

/** 400 with Braze's `message`. */
export function badRequest(message: string): Answer {
  return { status: 400, body: { message } }
}

export interface Members {
  readonly [member: string]: unknown
}

/** The body as an object; anything else has no members. */
export function membersOf(body: unknown): Members {
  return isObject(body) ? body : {}
}

/** Texts for what the documentation forbids without giving words, after the known `'merge_updates' must be an array of objects`. */
export const mistakes = {
  notArray: (member: string, of: string) => `'${member}' must be an array of ${of}`,
  required: (member: string) => `'${member}' is required`,
  notText: (member: string) => `'${member}' must be a string`,
  notValid: (member: string) => `'${member}' is not valid`,
  oneOf: (members: readonly string[]) => `One of ${members.map((member) => `'${member}'`).join(', ')} must be provided`,
} as const

/** The array under the member, `undefined` when it is absent, or the message of a 400. */
export function readArray(
  body: Members,
  member: string,
  { of, max }: { readonly of: string; readonly max: number },
): readonly unknown[] | string | undefined {
  const value = body[member]
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value)) return mistakes.notArray(member, of)
  return value.length > max ? requestErrors.tooManyIds : value
}
