import { endpoints, requestErrors, successMessage } from '@parley/braze/contract'
import type { EmailSubscription } from '../../address-book.ts'
import { setEmailState, setSpam } from '../../subscription.ts'
import type { World } from '../../world.ts'
import { badRequest, MAX_IDS, type Members, membersOf, mistakes } from '../bad-request.ts'
import type { Answer, Call, Handler } from '../handler.ts'

const states: readonly EmailSubscription[] = ['subscribed', 'unsubscribed', 'opted_in']

/** `POST /email/status`. An address that nobody has is no error, as recorded. */
export const emailStatus: Handler = {
  answer(call) {
    const { subscription_state: sent } = membersOf(call.body)
    const state = states.find((one) => one === sent)
    if (state === undefined) return badRequest(mistakes.notValid('subscription_state'))
    return forEachEmail(call, (world, email) => setEmailState(world, email, state, world.clock.now()))
  },
}

/** `POST /email/bounce/remove`. */
export const emailBounceRemove: Handler = {
  answer: (call) =>
    forEachEmail(call, ({ addresses }, email) => addresses.write('email', email, { hardBouncedAt: undefined })),
}

/** `POST /email/spam/remove`. */
export const emailSpamRemove: Handler = {
  answer: (call) => forEachEmail(call, (world, email) => setSpam(world, email, undefined)),
}

/** `POST /email/blocklist`: unsubscribes the address and marks it as hard bounced. */
export const emailBlocklist: Handler = {
  answer: (call) =>
    forEachEmail(call, (world, email) => {
      setEmailState(world, email, 'unsubscribed', world.clock.now())
      world.addresses.write('email', email, { hardBouncedAt: world.clock.now() })
    }),
}

function forEachEmail({ body, world }: Call, write: (world: World, email: string) => void): Answer {
  const emails = readAddresses(membersOf(body), 'email')
  if (typeof emails === 'string') return badRequest(emails)
  if (emails.length === 0) return badRequest(mistakes.required('email'))
  return {
    status: endpoints['email.status'].successStatus,
    body: { message: successMessage },
    apply: () => {
      for (const email of emails) write(world, email)
    },
  }
}

/** One address or several, or the message of a 400. */
export function readAddresses(members: Members, name: 'email' | 'phone'): readonly string[] | string {
  const value = members[name] ?? []
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (list.length > MAX_IDS) return requestErrors.tooManyIds
  const good = list.every((item) => typeof item === 'string' && item !== '')
  return good ? (list as readonly string[]) : mistakes.notValid(name)
}
