import { endpoints, successMessage } from '@parley/braze/contract'
import { readMany } from '../../query.ts'
import { badRequest, MAX_IDS, membersOf, mistakes, readArray } from '../bad-request.ts'
import type { Handler } from '../handler.ts'
import { readDays, readWindow, showListTime } from '../listing.ts'

const reasons: readonly (string | undefined)[] = ['provider_error', 'deactivated']

/** `GET /sms/invalid_phone_numbers`, newest first. Numbers win over dates. */
export const smsInvalidPhoneNumbers: Handler = {
  answer({ query, world }) {
    const numbers = readMany(query, 'phone_numbers')
    if (numbers.length === 0 && (!query.get('start_date') || !query.get('end_date'))) {
      return badRequest("'start_date' and 'end_date', or 'phone_numbers' must be provided")
    }
    const days = readDays(query)
    if (typeof days === 'string') return badRequest(days)
    const cut = readWindow(query, { usual: 100, most: 500 })
    if (typeof cut !== 'function') return badRequest(cut.message)
    const reason = query.get('reason') || undefined
    if (reason !== undefined && !reasons.includes(reason)) return badRequest(mistakes.notValid('reason'))
    const found = [...world.addresses.all('phone')]
      .flatMap(([phone, { invalid }]) => (invalid === undefined ? [] : [{ phone, ...invalid }]))
      .filter((one) => (numbers.length > 0 ? numbers.includes(one.phone) : one.at >= days.from && one.at < days.to))
      .filter((one) => reason === undefined || one.reason === reason)
      .sort((one, other) => other.at - one.at)
    return {
      status: endpoints['sms.invalid_phone_numbers'].successStatus,
      body: {
        sms: cut(found).map((one) => ({
          phone: one.phone,
          invalid_detected_at: showListTime(one.at),
          reason: one.reason,
        })),
        message: successMessage,
      },
    }
  },
}

/** `POST /sms/invalid_phone_numbers/remove`. */
export const smsInvalidPhoneNumbersRemove: Handler = {
  answer({ body, world }) {
    const numbers = readArray(membersOf(body), 'phone_numbers', { of: 'strings', max: MAX_IDS })
    if (typeof numbers === 'string') return badRequest(numbers)
    if (numbers === undefined || numbers.length === 0) return badRequest(mistakes.required('phone_numbers'))
    const texts = numbers.filter((number) => typeof number === 'string')
    if (texts.length < numbers.length) return badRequest(mistakes.notArray('phone_numbers', 'strings'))
    return {
      status: endpoints['sms.invalid_phone_numbers.remove'].successStatus,
      body: { message: successMessage },
      apply: () => {
        for (const phone of texts) world.addresses.write('phone', phone, { invalid: undefined })
      },
    }
  },
}
