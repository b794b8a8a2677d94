import { endpoints, successMessage } from '@parley/braze/contract'
import type { EmailState } from '../../address-book.ts'
import { badRequest, mistakes } from '../bad-request.ts'
import type { Answer, Call, Handler } from '../handler.ts'
import { readDays, readWindow, showListTime } from '../listing.ts'

/** `GET /email/hard_bounces`, newest first. */
export const emailHardBounces: Handler = {
  answer: (call) => answerList(call, { name: 'hard_bounced_at', time: ({ hardBouncedAt }) => hardBouncedAt }),
}

/** `GET /email/unsubscribes`, newest first unless asked otherwise. */
export const emailUnsubscribes: Handler = {
  answer: (call) =>
    answerList(call, {
      name: 'unsubscribed_at',
      time: ({ subscription }) => (subscription?.state === 'unsubscribed' ? subscription.at : undefined),
    }),
}

interface Listed {
  readonly name: string
  /** When it happened to the address, if it did. */
  readonly time: (state: EmailState) => number | undefined
}

function answerList({ query, world }: Call, { name, time }: Listed): Answer {
  const email = query.get('email') || undefined
  if (!query.get('start_date') && email === undefined) return badRequest(mistakes.oneOf(['start_date', 'email']))
  if (!query.get('end_date') && email === undefined) return badRequest(mistakes.required('end_date'))
  const days = readDays(query)
  if (typeof days === 'string') return badRequest(days)
  const cut = readWindow(query, { usual: 100, most: 500 })
  if (typeof cut !== 'function') return badRequest(cut.message)
  const direction = query.get('sort_direction') || 'desc'
  if (direction !== 'asc' && direction !== 'desc') return badRequest(mistakes.notValid('sort_direction'))
  const found = [...world.addresses.all('email')]
    .filter(([address]) => email === undefined || address === email.toLowerCase())
    .flatMap(([address, state]) => {
      const at = time(state)
      return at !== undefined && at >= days.from && at < days.to ? [{ email: address, at }] : []
    })
    .sort((one, other) => (direction === 'asc' ? one.at - other.at : other.at - one.at))
  return {
    status: endpoints['email.unsubscribes'].successStatus,
    body: {
      emails: cut(found).map((one) => ({ email: one.email, [name]: showListTime(one.at) })),
      message: successMessage,
    },
  }
}
