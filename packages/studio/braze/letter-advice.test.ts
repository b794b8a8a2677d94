import { expect, test } from 'vitest'
import { causeOf } from './letter-advice.ts'

test.each([
  ['POST /users/track answered 401: the key was refused. Check the REST API key', 'key'],
  ['POST /users/track answered 403: the key may not do this.', 'permission'],
  ['POST /users/track answered 429: the rate limit is reached.', 'limit'],
  ['POST /users/track answered 503: the service is not available.', 'away'],
  ['POST /users/track: no answer in time. Try again later.', 'away'],
  ["Braze refused 1 of 1 objects: 'external_id' required", 'data'],
  ['It may have been sent by an attempt that nobody knows the end of.', 'doubt'],
  ['the moon was in the wrong house', 'other'],
])('%s is understood', (reason, cause) => {
  expect(causeOf({ reason, doubtful: false })).toBe(cause)
})

test('what may have been taken is told first', () => {
  expect(causeOf({ reason: 'answered 503', doubtful: true })).toBe('doubt')
})
