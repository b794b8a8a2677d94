// Who may ask for outreach: whoever sends the secret that the solution names, as `Authorization: Bearer <secret>`,
// `X-Parley-Key: <secret>` or the password of `Authorization: Basic`.
//
// 1. An unknown solution, one without outreach and a wrong secret are answered alike.
// 2. Comparison takes the same time whatever the difference.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { LiveSolution } from '../live-solutions.ts'
import { bearerOf } from './authority.ts'
import { Refusal } from './refusal.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

function givenKey(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['x-parley-key']
  if (typeof key === 'string') return key
  const basic = /^basic +([A-Za-z0-9+/=]+)$/i.exec(headers.authorization ?? '')?.[1]
  if (basic === undefined) return bearerOf(headers)
  // The name before the colon is whatever Braze calls the credential.
  return /^[^:]*:(.*)$/s.exec(Buffer.from(basic, 'base64').toString('utf8'))?.[1]
}

/** The solution that the caller may ask for. Refuses with `outreach-key-needed`. */
export function authorizeOutreach(headers: IncomingHttpHeaders, found: LiveSolution | null): LiveSolution {
  const given = givenKey(headers)
  if (given === undefined || given === '') throw new Refusal('outreach-key-needed')
  const names = [found?.build.outreach?.secret ?? []].flat()
  const keys = names.flatMap((name) => found?.secret(name) ?? [])
  // 2. All are compared, also after the right one.
  const matches = keys.map((key) => timingSafeEqual(digest(key), digest(given)))
  if (found === null || !matches.includes(true))
    throw new Refusal('outreach-key-needed', 'This key opens no outreach of this solution and environment.') // 1
  return found
}
