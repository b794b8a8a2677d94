import type { ConsentInput, ContactQuery, EraseOptions } from '@parley/runtime'
import { z } from 'zod'
import { closed } from './closed.ts'
import { Refusal } from './refusal.ts'
import { name, read, visitor } from './request.ts'

const query = closed({
  id: z.string().min(1).max(100).optional(),
  external_id: z.string().min(1).max(512).optional(),
  email: z.string().min(3).max(320).optional(),
})

/** `GET /v1/contacts?id=|external_id=|email=` */
export function readContactQuery(given: unknown): ContactQuery {
  const { id, external_id, email } = read(query, given)
  if ([id, external_id, email].filter((each) => each !== undefined).length !== 1)
    throw new Refusal('invalid-request', 'Give exactly one of `id`, `external_id` and `email`.')
  if (external_id !== undefined) return { externalId: external_id }
  return email === undefined ? { id: id ?? '' } : { email }
}

const erasing = closed({
  braze: z.boolean('Say with true or false whether the profile in Braze is deleted as well'),
  reason: name(1000).optional(),
  by: name(200).default('operator'),
})

/** `DELETE /v1/contacts/{id}` */
export function readErasing(body: unknown): EraseOptions {
  const { reason, ...rest } = read(erasing, body ?? {})
  return { ...rest, ...(reason !== undefined && { reason }) }
}

const consent = closed({
  solution: name(128),
  environment: z.enum(['sandbox', 'prod']).default('sandbox'),
  visitor,
  level: z.enum(['none', 'essential', 'full']),
  source: name(64).default('page'),
  text_version: name(64).optional(),
})

/** `POST /v1/consent` */
export function readConsent(body: unknown): ConsentInput {
  const { text_version, ...rest } = read(consent, body)
  return { ...rest, textVersion: text_version ?? null }
}
