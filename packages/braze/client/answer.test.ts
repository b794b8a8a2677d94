import { type Endpoint, endpoints, invalidApiKey, requestErrors } from '@parley/braze/contract'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Outcome, readAnswer } from './answer.ts'

const apiKey = '0f1e-secret-key'
const sentBody = { attributes: [{ external_id: 'user-4711', email: 'ada@example.com', home_city: 'London' }] }

function read(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
  endpoint: Endpoint = endpoints['users.track'],
): Outcome {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const sent = {
    endpoint,
    apiKey,
    personal: () => JSON.stringify(sentBody),
    now: Date.UTC(2026, 0, 1),
  }
  return readAnswer(sent, { status, headers: new Headers(headers), text })
}

function readError(status: number, body: unknown, headers?: Record<string, string>, endpoint?: Endpoint) {
  const outcome = read(status, body, headers, endpoint)
  if (outcome.kind === 'success') throw new Error('A success.')
  return outcome.error
}

describe('readAnswer', () => {
  it.each([
    [201, { message: 'success', attributes_processed: 1 }],
    [200, { message: 'success' }],
    [202, { message: 'queued' }],
    [201, { message: 'success', tomorrow: ['something new'] }],
  ])('takes %i %j for a success', (status, body) => {
    expect(read(status, body)).toMatchObject({ kind: 'success', value: body, errors: [] })
  })

  it('hands the refused objects on beside a success', () => {
    const errors = [{ type: "'quantity' is not valid", input_array: 'purchases', index: 2 }]
    expect(read(201, { message: 'success', errors })).toMatchObject({ kind: 'success', errors })
  })

  it.each([
    [400, 'invalid', 'no', false],
    [401, 'unauthorized', 'no', false],
    [403, 'forbidden', 'no', false],
    [404, 'not-found', 'no', false],
    [405, 'invalid', 'no', false],
    [408, 'timeout', 'later', false],
    [409, 'conflict', 'no', false],
    [413, 'too-large', 'no', false],
    [415, 'unsupported-media-type', 'no', false],
    [429, 'rate-limited', 'later', false],
    [500, 'unavailable', 'later', true],
    [504, 'unavailable', 'later', true],
    [302, 'unreadable-answer', 'later', false],
    [0, 'unreadable-answer', 'later', false],
  ])(
    'tells %i apart as %s, retry %s, ambiguous %s, with JSON, HTML or nothing in it',
    (status, code, retry, ambiguous) => {
      for (const body of [{ message: 'Some text' }, '<html><body>Bad gateway</body></html>', '', 'null', '[]']) {
        expect(readError(status, body)).toMatchObject({ name: 'BrazeError', code, status, retry, ambiguous })
      }
    },
  )

  it("gives Braze's own ids of what is wrong, and its words free of what was sent", () => {
    const endpoint = endpoints['catalogs.create']
    const errors = [
      {
        id: 'catalog-name-already-exists',
        message: 'user-4711 is taken',
        parameters: ['name'],
        parameter_values: ['x'],
      },
      { id: 'NOT an id: user-4711', message: 'Second.' },
    ]
    const error = readError(400, { message: 'Invalid Request', errors }, {}, endpoint)
    expect(error).toMatchObject({ code: 'invalid', reasons: ['catalog-name-already-exists'], errors: [] })
    expect(error.message).toBe(
      'POST /catalogs answered 400: the request is not valid. Braze says: Invalid Request … is taken Second.',
    )
    const scim = readError(
      409,
      { schemas: [], detail: 'User exists.', status: 409 },
      {},
      endpoints['scim.users.create'],
    )
    expect(scim.message).toContain('Braze says: User exists.')
  })

  it('reads a verdict from the message only where the endpoint gives one', () => {
    const told = { message: 'We are working on it.' }
    expect(read(202, told, {}, endpoints['campaigns.duplicate'])).toMatchObject({ kind: 'success', value: told })
    expect(read(202, '', {}, endpoints['campaigns.duplicate'])).toMatchObject({ kind: 'success', value: undefined })
    expect(readError(201, told, {}, endpoints['users.alias.new'])).toMatchObject({ code: 'invalid' })
  })

  it('takes a fatal message for a failure even with 201, ambiguous when a counter says that something was taken', () => {
    expect(readError(201, { message: 'Fatal' })).toMatchObject({ code: 'invalid', ambiguous: false })
    expect(readError(201, { message: 'Fatal', events_processed: 1 })).toMatchObject({
      code: 'invalid',
      ambiguous: true,
    })
  })

  it.each([['<html>Welcome to the hotel</html>'], ['{"ok":true}'], ['"success"'], ['']])(
    'does not believe 200 %s',
    (body) => {
      expect(readError(200, body)).toMatchObject({ code: 'unreadable-answer', ambiguous: true })
    },
  )

  it('says what happened, to what, and what to do', () => {
    expect(readError(403, {}).message).toBe(
      'POST /users/track answered 403: the key may not do this. Give it the permission, or allow this address for it. Needed: users.track.',
    )
    expect(readError(400, { message: requestErrors.noValidData }).message).toContain(requestErrors.noValidData)
    expect(readError(400, { error: requestErrors.notJson }).message).toContain('valid application/json')
    expect(readError(502, '<html>').message).toContain('something between here and Braze')
  })

  it('[C1] never repeats the key, which a 401 does', () => {
    const error = readError(401, { message: invalidApiKey(apiKey) })
    expect(error.message).toContain('Invalid API key: …')
    expect(JSON.stringify(error) + error.stack).not.toContain(apiKey)
  })

  it('[C2] never repeats a value of the body, in the message or in the errors', () => {
    const values = Object.values(sentBody.attributes[0] ?? {})
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...values)), { maxLength: 9 }), (words) => {
        const text = words.join('')
        const error = readError(400, { message: text, errors: [{ type: text, input_array: 'attributes', index: 0 }] })
        for (const value of values) expect(error.message + JSON.stringify(error.errors)).not.toContain(value)
      }),
    )
  })

  it('passes over listed errors of another shape', () => {
    expect(
      readError(400, { message: 'No', errors: ['text', { type: 'a', input_array: 'events', index: 0 }, null] }).errors,
    ).toHaveLength(1)
  })
})
