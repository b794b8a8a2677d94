// The token of a preview link: `<draft>.<expiry>.<mac>`, made like a conversation's token. It opens conversations on that draft,
// in the sandbox, and nothing else; whoever has the link may.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { DraftId, StartInput } from '@parley/runtime'
import { z } from 'zod'
import { Refusal } from './refusal.ts'

const shape = /^(draft_[0-9a-f]{32})\.([0-9]{1,12})\.([A-Za-z0-9_-]{43})$/

const mac = (key: string, signed: string): string =>
  createHmac('sha256', key).update('parley preview link 1\n').update(signed).digest('base64url')

/** `expiresAt` in epoch milliseconds. */
export function createPreviewToken(key: string, draft: DraftId, expiresAt: number): string {
  const signed = `${draft}.${Math.floor(expiresAt / 1000)}`
  return `${signed}.${mac(key, signed)}`
}

function readToken(key: string, token: string, now: number): DraftId {
  const match = shape.exec(token)
  const [, draft = '', expiry = '', given = ''] = match ?? []
  const right = mac(key, `${draft}.${expiry}`)
  const valid = match !== null && timingSafeEqual(Buffer.from(given), Buffer.from(right))
  if (!valid)
    throw new Refusal('preview-refused', 'This is no preview link of this server. Copy it again, or ask for a new one.')
  if (Number(expiry) * 1000 <= now)
    throw new Refusal('preview-refused', 'The time of this preview link is over. Ask for a new one.')
  return draft as DraftId
}

const body = z.object({ preview: z.string().optional(), environment: z.string().optional() })

/** Of the body of `POST /v1/conversations`: the draft that its `preview` opens, if it has one. */
export function readPreview(given: unknown, key: string, now: number): Pick<StartInput, 'draft'> {
  const parsed = body.safeParse(given)
  if (!parsed.success)
    throw new Refusal('invalid-request', undefined, {
      errors: [{ pointer: '/preview', detail: 'Give the token of a preview link, as text.' }],
    })
  const { preview, environment } = parsed.data
  if (preview === undefined) return {}
  if (environment !== undefined && environment !== 'sandbox')
    throw new Refusal('invalid-request', undefined, {
      errors: [{ pointer: '/environment', detail: 'A draft runs in the sandbox only.' }],
    })
  return { draft: readToken(key, preview, now) }
}
