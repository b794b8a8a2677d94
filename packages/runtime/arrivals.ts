/** Who the contacts of conversations are that begin. */
import type { Client } from 'pg'
import type { Happening } from './happening.ts'
import type { ContactId, ConversationId, VisitorId } from './ids.ts'
import { contactKey, meetContacts } from './sql/meet-contacts.ts'
import { meetVisitors } from './sql/meet-visitors.ts'

export type Start = Extract<Happening, { kind: 'start' }>

/** A contact of whom nobody knows who it is, and whom no visitor brings back. */
export interface Nobody {
  readonly id: ContactId
  readonly email: string | null
  readonly phone: string | null
}

const addressesOf = ({ contact }: Start) => ({ email: contact.email ?? null, phone: contact.phone ?? null })

/** By conversation. Everything is asked in the same breath, visitors before contacts: whoever joins them locks in that order. */
export async function meetArrivals(
  client: Client,
  workspace: string,
  starts: readonly Start[],
  at: number,
): Promise<ReadonlyMap<ConversationId, ContactId>> {
  const named = starts.flatMap((start) => {
    const { begins, contact, proved } = start
    if (contact.external_id === undefined) return []
    return [{ id: begins.contact, externalId: contact.external_id, proved, ...addressesOf(start) }]
  })
  const visitors = starts.flatMap((start) => {
    const { visitor, contact } = start.begins
    if (visitor === undefined || start.contact.external_id !== undefined) return []
    return [{ visitor, contact, ...addressesOf(start) }]
  })
  const once = oncePer(visitors, ({ visitor }) => visitor)
  const asked = [
    once.length > 0 ? meetVisitors(client, workspace, once, at) : new Map<VisitorId, ContactId>(),
    named.length > 0 ? meetContacts(client, workspace, oncePer(named, contactKey), at) : new Map<string, ContactId>(),
  ] as const
  const [nobodies, contacts] = await Promise.all(asked)
  return new Map(
    starts.map(({ begins, contact, proved }) => {
      const { external_id: externalId } = contact
      const nobody = begins.visitor === undefined ? undefined : nobodies.get(begins.visitor)
      const known = externalId === undefined ? nobody : contacts.get(contactKey({ externalId, proved }))
      return [begins.id, known ?? begins.contact]
    }),
  )
}

function oncePer<T>(all: readonly T[], keyOf: (each: T) => string): readonly T[] {
  return [...new Map(all.map((each) => [keyOf(each), each])).values()]
}

/** Those who are met nowhere, since nothing names them. */
export function nobodiesOf(happenings: readonly Happening[]): Map<ContactId, Nobody> {
  return new Map(
    happenings.flatMap((happening) => {
      if (happening.kind !== 'start' || happening.contact.external_id !== undefined) return []
      if (happening.begins.visitor !== undefined) return []
      const id = happening.begins.contact
      return [[id, { id, ...addressesOf(happening) }] as const]
    }),
  )
}

/** The contact as its conversation's flow gets to know it. */
export function contactOf({ contact, proved, begins }: Start, id: ContactId) {
  const nobody = begins.visitor !== undefined && contact.external_id === undefined
  return { ...contact, id, ...(proved && { proved }), ...(nobody && { visitor: id }) }
}
