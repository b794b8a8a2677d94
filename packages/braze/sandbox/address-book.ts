/**
 * What Braze knows of an e-mail address or phone number itself, whoever has it: subscriptions, bounces, spam reports, invalid numbers.
 *
 * Owns the state of addresses. Leaves writing it to the profiles that share an address to `subscription.ts`.
 */
import { z } from 'zod'
import type { Part } from './part.ts'

export type EmailSubscription = 'opted_in' | 'subscribed' | 'unsubscribed'
export type GroupState = 'subscribed' | 'unsubscribed'

const at = z.number()
const groups = z
  .record(z.string(), z.object({ state: z.enum(['subscribed', 'unsubscribed']), at }).readonly())
  .readonly()
const emailState = z
  .object({
    subscription: z
      .object({ state: z.enum(['opted_in', 'subscribed', 'unsubscribed']), at })
      .readonly()
      .exactOptional(),
    groups: groups.exactOptional(),
    hardBouncedAt: at.exactOptional(),
    spamAt: at.exactOptional(),
  })
  .readonly()
const phoneState = z
  .object({
    groups: groups.exactOptional(),
    invalid: z
      .object({ at, reason: z.enum(['provider_error', 'deactivated']) })
      .readonly()
      .exactOptional(),
  })
  .readonly()
const savedBook = z.object({
  email: z.array(z.tuple([z.string(), emailState])),
  phone: z.array(z.tuple([z.string(), phoneState])),
})

/** Times in epoch milliseconds. */
export type EmailState = z.output<typeof emailState>
export type PhoneState = z.output<typeof phoneState>
interface States {
  readonly email: EmailState
  readonly phone: PhoneState
}

export interface AddressBook extends Part {
  read<Kind extends keyof States>(kind: Kind, address: string): States[Kind] | undefined
  /** Lays the change over what is known; a member that is `undefined` is forgotten. */
  write<Kind extends keyof States>(
    kind: Kind,
    address: string,
    change: { readonly [Name in keyof States[Kind]]?: States[Kind][Name] | undefined },
  ): void
  all<Kind extends keyof States>(kind: Kind): Iterable<readonly [address: string, state: States[Kind]]>
}

export function createAddressBook(): AddressBook {
  const books = { email: new Map<string, EmailState>(), phone: new Map<string, PhoneState>() }
  let revision = 0
  const bookOf = <Kind extends keyof States>(kind: Kind) => books[kind] as unknown as Map<string, States[Kind]>
  const keyOf = (kind: keyof States, address: string) => (kind === 'email' ? address.toLowerCase() : address)

  return {
    get revision() {
      return revision
    },
    read: (kind, address) => bookOf(kind).get(keyOf(kind, address)),
    write(kind, address, change) {
      const book = bookOf(kind)
      const key = keyOf(kind, address)
      const laid = { ...book.get(key), ...change }
      const kept = Object.entries(laid).filter(([, value]) => value !== undefined)
      book.set(key, Object.fromEntries(kept) as States[typeof kind])
      revision += 1
    },
    all: (kind) => bookOf(kind),
    save: () => ({ email: [...books.email], phone: [...books.phone] }),
    load(saved) {
      const { email, phone } = savedBook.parse(saved)
      for (const [address, state] of email) books.email.set(address, state)
      for (const [address, state] of phone) books.phone.set(address, state)
    },
    close: () => undefined,
  }
}
