import type { ContactExport, ContactRow, Erasure, Runtime } from '@parley/runtime'
import type { FastifyInstance } from 'fastify'
import { type AdmissionParts, admitPage } from './admission.ts'
import { operatorOnly } from './operator-guard.ts'
import { readConsent, readContactQuery, readErasing } from './privacy-request.ts'
import { Refusal } from './refusal.ts'

interface OfId {
  readonly Params: { readonly id: string }
}

/** `/v1/contacts` and `/v1/erasures`: what is stored of a person, told and removed. The operator's key opens them. */
export function addContactRoutes(
  app: FastifyInstance,
  { key, contacts }: { readonly key: string; readonly contacts: Runtime['contacts'] },
): void {
  const onRequest = operatorOnly(key)

  app.get('/v1/contacts', { onRequest }, async (request) => {
    const found = await contacts.find(readContactQuery(request.query))
    return { contacts: found.map(contactOf) }
  })

  app.get<OfId>('/v1/contacts/:id/export', { onRequest }, async (request) => {
    const exported = await contacts.export(request.params.id)
    if (exported === null) throw new Refusal('unknown-contact')
    return exportOf(exported)
  })

  app.delete<OfId>('/v1/contacts/:id', { onRequest }, async (request, reply) => {
    const erasure = await contacts.erase(request.params.id, readErasing(request.body))
    if (erasure === null) throw new Refusal('unknown-contact')
    // 202: all of it is gone here, and Braze will be asked again.
    return reply.code(erasure.braze.status === 'waiting' ? 202 : 200).send({ erasure: erasureOf(erasure) })
  })

  app.get<OfId>('/v1/erasures/:id', { onRequest }, async (request) => {
    const erasure = await contacts.erasure(request.params.id)
    if (erasure === null) throw new Refusal('unknown-erasure')
    return { erasure: erasureOf(erasure) }
  })
}

/** `POST /v1/consent`: what somebody in a browser has just agreed to. */
export function addConsentRoutes(
  app: FastifyInstance,
  parts: AdmissionParts & { readonly consents: Runtime['consents'] },
): void {
  app.post('/v1/consent', { onRequest: parts.rates.guard('consents') }, async (request, reply) => {
    const consent = readConsent(request.body)
    if ((await admitPage(request, consent, parts)) === null) throw new Refusal('not-deployed')
    await parts.consents.add(consent)
    return reply.code(204).send()
  })
}

const time = (at: number): string => new Date(at).toISOString()

function contactOf({ id, externalId, proved, email, phone, createdAt, conversations }: ContactRow) {
  return { id, external_id: externalId, proved, email, phone, created_at: time(createdAt), conversations }
}

function erasureOf({ id, contactHash, by, reason, at, counts, braze }: Erasure) {
  return { id, contact_hash: contactHash, by, reason, at: time(at), counts, braze }
}

function exportOf({ contact, conversations, consents, pageReports, links, truncated }: ContactExport) {
  return {
    contact: contactOf(contact),
    conversations: conversations.map(({ startedAt, changedAt, messages, files, ...conversation }) => ({
      ...conversation,
      started_at: time(startedAt),
      changed_at: time(changedAt),
      messages: messages.map(({ at, ...message }) => ({ ...message, at: time(at) })),
      files: files.map(({ at, ...file }) => ({ ...file, at: time(at) })),
    })),
    consents: consents.map(({ textVersion, at, ...consent }) => ({
      ...consent,
      text_version: textVersion,
      at: time(at),
    })),
    page_reports: pageReports,
    links,
    truncated,
  }
}
