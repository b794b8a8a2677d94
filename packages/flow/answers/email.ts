import { z } from 'zod'
import { type AnswerKind, value, wordsOf, wrong } from './answer.ts'

export const emailSource = z.strictObject({
  type: z.literal('email').meta({ description: 'One e-mail address.' }),
})
type EmailSource = z.infer<typeof emailSource>

export interface EmailAnswer {
  readonly type: 'email'
}

/** RFC 5321: 64 octets before the "@", 254 for the whole address. */
const longestLocal = 64
const longest = 254

// Dot-atoms of RFC 5322 without quoted strings and comments, which no mailbox provider hands out.
const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const top = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/

/**
 * The address as it is stored: trimmed and in lower case (as Braze stores addresses), an international domain in its
 * ASCII form. `null` when `text` is not one address.
 */
export function readEmail(text: string): string | null {
  if (text.length > longest * 2) return null
  const parts = text.normalize('NFKC').trim().toLowerCase().split('@')
  const [name, host] = parts
  if (parts.length !== 2 || name === undefined || host === undefined) return null
  if (name.length > longestLocal || !local.test(name)) return null
  const domain = asciiDomain(host)
  if (domain === null) return null
  const labels = domain.split('.')
  if (labels.length < 2 || !labels.every((each) => label.test(each)) || !top.test(labels.at(-1) ?? '')) return null
  const address = `${name}@${domain}`
  return address.length <= longest ? address : null
}

function asciiDomain(host: string): string | null {
  if (/^[a-z0-9.-]+$/.test(host)) return host
  if (/[\s/?#@:[\]\\%]/.test(host)) return null
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : null
}

export const emailAnswer: AnswerKind<EmailSource, EmailAnswer> = {
  source: emailSource,
  holds: ['email', 'text', 'json'],
  compile: () => ({ type: 'email' }),
  hint: () => ({ type: 'email' }),
  read(_answer, said) {
    const address = readEmail(wordsOf(said) ?? '')
    return address === null ? wrong('email') : value(address)
  },
}
