import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BrazeError } from './error.ts'
import { divide, merge, namesAll } from './merge.ts'
import { pack, type TrackRequest } from './parcel.ts'

const most = { objects: 75, bytes: 4096 }

const bodies = fc
  .record({
    attributes: fc.array(fc.record({ external_id: fc.string(), note: fc.string({ maxLength: 40 }) }), {
      maxLength: 120,
    }),
    events: fc.array(fc.record({ external_id: fc.string(), name: fc.string(), time: fc.string() }), { maxLength: 120 }),
  })
  .filter((body) => body.attributes.length + body.events.length > 0)

function refusal(body: unknown): BrazeError {
  try {
    pack(body as TrackRequest, most)
  } catch (error) {
    if (error instanceof BrazeError) return error
    throw error
  }
  throw new Error('The body was packed.')
}

describe('pack', () => {
  it('[M1] cuts no cargo with more objects or bytes than a request takes, and loses and reorders nothing', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const { cargos } = pack(body, most)
        const parts = cargos.map((cargo) => merge([cargo]))
        for (const [at, part] of parts.entries()) {
          expect(cargos[at]?.objects).toBeLessThanOrEqual(75)
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(most.bytes)
        }
        const read = parts.map((part) => JSON.parse(part))
        expect(read.flatMap((part) => part.attributes ?? [])).toEqual(JSON.parse(JSON.stringify(body.attributes)))
        expect(read.flatMap((part) => part.events ?? [])).toEqual(JSON.parse(JSON.stringify(body.events)))
      }),
    )
  })

  it('[M4] finds each object of a merged request in its own caller', () => {
    fc.assert(
      fc.property(fc.array(bodies, { minLength: 1, maxLength: 4 }), (callers) => {
        const cargos = callers.flatMap((body) => pack(body, { objects: 500, bytes: 1e9 }).cargos)
        const merged = JSON.parse(merge(cargos))
        const names = ['attributes', 'events'] as const
        const errors = names.flatMap((input_array) =>
          (merged[input_array] ?? []).map((object: unknown, index: number) => ({
            type: JSON.stringify(object),
            input_array,
            index,
          })),
        )
        for (const [at, share] of divide(cargos, errors).entries()) {
          for (const error of share) {
            const array = callers[at]?.[error.input_array === 'events' ? 'events' : 'attributes']
            expect(error.type).toBe(JSON.stringify(array?.[error.index]))
          }
          expect(cargos[at] && namesAll(cargos[at], share)).toBe(true)
        }
      }),
    )
  })

  it('leaves empty arrays and foreign members out', () => {
    const body = { attributes: [{ external_id: 'a' }], events: [], partner: 'someone' }
    expect(merge(pack(body, most).cargos)).toBe('{"attributes":[{"external_id":"a"}]}')
  })

  it('names each profile once, an e-mail in lower case, an alias by label and name', () => {
    const body = {
      attributes: [{ external_id: 7 }, { external_id: '7', email: 'a@b.c' }, { email: 'Ada@B.c' }],
      events: [
        { user_alias: { alias_name: 'n', alias_label: 'l' }, name: 'e', time: 't' },
        { name: 'nobody', time: 't' },
      ],
    }
    expect(pack(body, most).cargos[0]?.profiles).toEqual(['external_id 7', 'email ada@b.c', 'user_alias ["l","n"]'])
  })

  it.each([
    [true, { attributes: [{ external_id: 'a', tags: { add: ['x'] } }] }],
    [false, { attributes: [{ external_id: 'a', visits: { inc: 1 } }] }],
    [false, { attributes: [{ external_id: 'a', pets: { $add: [{ id: 1 }] } }] }],
    [false, { events: [{ external_id: 'a', name: 'e', time: 't' }] }],
    [false, { purchases: [{ external_id: 'a', product_id: 'p', currency: 'EUR', price: 1, time: 't' }] }],
  ])('says %s to a repeat of %j', (idempotent, body) => {
    expect(pack(body, most).idempotent).toBe(idempotent)
  })

  const circular: { self?: unknown } = {}
  circular.self = circular
  it.each([
    [null, 'nothing'],
    [{}, 'nothing'],
    [{ attributes: [] }, 'nothing'],
    [{ attributes: 'all' }, 'attributes must be an array'],
    [{ events: [{ name: 'e' }, 'no'] }, 'events[1] must be an object'],
    [{ attributes: [{ visits: 1n }] }, 'attributes[0] cannot be written as JSON'],
    [{ attributes: [circular] }, 'attributes[0] cannot be written as JSON'],
    [{ attributes: [{ toJSON: () => undefined }] }, 'attributes[0] cannot be written as JSON'],
  ])('refuses what cannot be sent, naming the place (%#)', (body, text) => {
    const error = refusal(body)
    expect(error).toMatchObject({ code: 'invalid', retry: 'no', ambiguous: false })
    expect(error.message).toContain(text)
  })

  it('refuses an object that alone is larger than a request, without showing it', () => {
    const error = refusal({ attributes: [{ external_id: 'a' }, { external_id: 'b', note: 'ü'.repeat(2100) }] })
    expect(error).toMatchObject({ code: 'too-large', retry: 'no' })
    expect(error.message).toContain('attributes[1]')
    expect(error.message).not.toContain('ü')
  })
})
