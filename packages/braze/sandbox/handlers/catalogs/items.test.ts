import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { driveAssets } from '../../assets/test-client.ts'
import { idsOf, withRestaurants } from './test-restaurants.ts'

describe('items, many at a time', () => {
  it('are created, edited, replaced, listed and deleted', async () => {
    const braze = await withRestaurants()
    const items = 'catalogs/restaurants/items'
    await braze.expect(202, `POST /${items}`, { items: [{ id: 'a', Name: 'A', Rating: 1 }, { id: 'b' }] })
    await braze.expect(202, `PATCH /${items}`, {
      items: [
        { id: 'a', Rating: 2 },
        { id: 'unknown', Rating: 9 },
      ],
    })
    await braze.expect(202, `PUT /${items}`, {
      items: [
        { id: 'b', Name: 'B' },
        { id: 'c', Name: 'C' },
      ],
    })
    const listed = (await braze.expect(200, `GET /${items}`)).items
    expect(listed).toMatchObject([
      { id: 'a', Name: 'A', Rating: 2, Open: null },
      { id: 'b', Name: 'B' },
      { id: 'c', Name: 'C' },
    ])
    await braze.expect(202, `DELETE /${items}`, { items: [{ id: 'a' }, { id: 'unknown' }] })
    expect((await braze.expect(200, `GET /${items}`)).items).toHaveLength(2)
  })

  it('show after the delay of writes, and not if the catalog is gone by then', async () => {
    const braze = await withRestaurants({ delayMs: 60_000 })
    await braze.expect(202, 'POST /catalogs/restaurants/items', { items: [{ id: 'a' }] })
    expect((await braze.expect(200, 'GET /catalogs/restaurants/items')).items).toEqual([])
    await braze.advance(61)
    expect((await braze.expect(200, 'GET /catalogs/restaurants/items')).items).toHaveLength(1)
    await braze.expect(202, 'POST /catalogs/restaurants/items', { items: [{ id: 'b' }] })
    await braze.expect(200, 'DELETE /catalogs/restaurants')
    await braze.advance(61)
    expect(braze.bugs).toEqual([])
  })

  it('take values that can be read as the type of their field', async () => {
    const braze = await withRestaurants()
    const sent = { id: 'a', Name: 7, Rating: '4.5', Open: 'true', Since: '2021-09-03T11:03:19.967+02:00' }
    await braze.expect(202, 'POST /catalogs/restaurants/items', { items: [sent] })
    const [item] = (await braze.expect(200, 'GET /catalogs/restaurants/items/a')).items
    expect(item).toMatchObject({ Name: '7', Rating: 4.5, Open: true, Since: '2021-09-03T09:03:19.967Z' })
  })

  it('add to and remove from arrays in a PATCH alone', async () => {
    const braze = await withRestaurants()
    const line = 'PATCH /catalogs/restaurants/items'
    await braze.expect(202, 'POST /catalogs/restaurants/items', { items: [{ id: 'a', Dishes: ['x', 'y'] }] })
    const edit = { id: 'a', Dishes: { $add: ['z', 'x'], $remove: ['y'] } }
    await braze.expect(202, line, { items: [edit] })
    expect((await braze.expect(200, 'GET /catalogs/restaurants/items/a')).items[0].Dishes).toEqual(['z', 'x'])
    const put = await braze.ask('PUT /catalogs/restaurants/items', { items: [edit] })
    expect([put.status, ...idsOf(put)]).toEqual([400, 'unable-to-coerce-value'])
  })

  it.each([
    ['item-array-invalid', { items: 'x' }],
    ['item-array-invalid', { items: [] }],
    ['request-includes-too-many-items', { items: Array.from({ length: 51 }, (_, id) => ({ id: `i${id}` })) }],
    ['items-missing-ids', { items: [{ Name: 'x' }] }],
    ['ids-not-strings', { items: [{ id: 1 }] }],
    ['ids-not-unique', { items: [{ id: 'a' }, { id: 'a' }] }],
    ['ids-too-large', { items: [{ id: 'x'.repeat(251) }] }],
    ['invalid-ids', { items: [{ id: 'a b' }] }],
    ['invalid-fields', { items: [{ id: 'a', Unknown: 1 }] }],
    ['items-too-large', { items: [{ id: 'a', Name: 'x'.repeat(5000) }] }],
    ['unable-to-coerce-value', { items: [{ id: 'a', Rating: 'many' }] }],
    ['unable-to-coerce-value', { items: [{ id: 'a', Place: { latitude: 100, longitude: 0 } }] }],
    ['invalid-keys-in-value-object', { items: [{ id: 'a', Owner: { 'a.b': 1 } }] }],
    ['too-deep-nesting-in-value-object', { items: [{ id: 'a', Owner: nest(51) }] }],
  ])('are refused with %s', async (error, body) => {
    const braze = await withRestaurants()
    const heard = await braze.ask('POST /catalogs/restaurants/items', body)
    expect([heard.status, ...idsOf(heard)]).toEqual([400, error])
  })

  it('say how many have no id', async () => {
    const braze = await withRestaurants()
    const heard = await braze.ask('DELETE /catalogs/restaurants/items', { items: [{}, { id: '' }] })
    expect(heard.body.errors).toEqual([
      {
        id: 'items-missing-ids',
        message: 'There are 2 item(s) that do not have ids',
        parameters: [],
        parameter_values: [],
      },
    ])
  })

  it('come in pages of 50, linked as documented', async () => {
    const braze = await withRestaurants()
    for (const letter of ['a', 'b', 'c']) {
      const items = Array.from({ length: 40 }, (_, index) => ({ id: `${letter}${index}` }))
      await braze.expect(202, 'POST /catalogs/restaurants/items', { items })
    }
    const seen: string[] = []
    let path: string | undefined = '/catalogs/restaurants/items'
    const links: (string | null)[] = []
    while (path !== undefined) {
      const heard = await braze.ask(`GET ${path}`)
      seen.push(...heard.body.items.map(({ id }: { readonly id: string }) => id))
      links.push(heard.headers.get('link'))
      path = /<([^>]+)>; rel="next"/.exec(heard.headers.get('link') ?? '')?.[1]
    }
    expect(new Set(seen).size).toBe(120)
    expect(links[0]).toBe(`</catalogs/restaurants/items?cursor=${btoa('skip:50')}>; rel="next"`)
    expect(links[2]).toBe(`</catalogs/restaurants/items?cursor=${btoa('skip:50')}>; rel="prev"`)
    const bad = await braze.ask('GET /catalogs/restaurants/items?cursor=bad-cursor')
    expect(bad).toMatchObject({
      status: 400,
      body: { errors: [{ id: 'invalid-cursor', parameters: ['cursor'], parameter_values: ['bad-cursor'] }] },
    })
  })
})

function nest(levels: number): object {
  return levels === 1 ? {} : { x: nest(levels - 1) }
}

describe('one item', () => {
  const path = '/catalogs/restaurants/items/r1'

  it('is created, shown, edited, replaced and deleted at once', async () => {
    const braze = await withRestaurants({ delayMs: 60_000 })
    await braze.expect(201, `POST ${path}`, { items: [{ Name: 'R', Rating: 1 }] })
    expect(idsOf(await braze.ask(`POST ${path}`, { items: [{}] }))).toEqual(['item-already-exists'])
    await braze.expect(200, `PATCH ${path}`, { items: [{ Rating: 2 }] })
    expect((await braze.expect(200, `GET ${path}`)).items).toMatchObject([{ id: 'r1', Name: 'R', Rating: 2 }])
    await braze.expect(200, `PUT ${path}`, { items: [{ Rating: 3 }] })
    expect((await braze.expect(200, `GET ${path}`)).items).toMatchObject([{ Name: null, Rating: 3 }])
    await braze.expect(200, `DELETE ${path}`)
    for (const line of [`GET ${path}`, `DELETE ${path}`]) {
      expect(await braze.ask(line)).toMatchObject({ status: 404, body: { errors: [{ id: 'item-not-found' }] } })
    }
    expect(idsOf(await braze.ask(`PATCH ${path}`, { items: [{}] }))).toEqual(['item-not-found'])
  })

  it.each([
    ['id-in-body', { items: [{ id: 'r1' }] }],
    ['request-includes-too-many-items', { items: [{}, {}] }],
    ['item-array-invalid', { items: [] }],
    ['invalid-fields', { items: [{ toString: 1 }] }],
  ])('is refused with %s', async (error, body) => {
    const braze = await withRestaurants()
    const heard = await braze.ask(`PUT ${path}`, body)
    expect([heard.status, ...idsOf(heard)]).toEqual([400, error])
  })
})

describe('for every catalog', () => {
  const name = fc.stringMatching(/^[\w-]{1,20}$/)
  const value = { string: fc.string({ maxLength: 20 }), number: fc.double({ noNaN: true, noDefaultInfinity: true }) }

  it('what was created is listed, and what was deleted is gone', async () => {
    const braze = await driveAssets()
    await fc.assert(
      fc.asyncProperty(
        name,
        fc.uniqueArray(
          name.filter((field) => field !== 'id'),
          { maxLength: 5 },
        ),
        fc.uniqueArray(name, { minLength: 1, maxLength: 8 }),
        value.string,
        async (catalog, fieldNames, ids, text) => {
          const fields = ['id', ...fieldNames].map((field) => ({ name: field, type: 'string' }))
          await braze.expect(201, 'POST /catalogs', { catalogs: [{ name: catalog, description: text, fields }] })
          const items = ids.map((id) => Object.fromEntries([...fieldNames.map((field) => [field, text]), ['id', id]]))
          await braze.expect(202, `POST /catalogs/${catalog}/items`, { items })
          const listed = (await braze.expect(200, `GET /catalogs/${catalog}/items`)).items
          expect(listed.map((item: object) => Object.entries(item).sort())).toEqual(
            items.map((item) => Object.entries(item).sort()),
          )
          await braze.expect(202, `DELETE /catalogs/${catalog}/items`, { items: ids.map((id) => ({ id })) })
          expect((await braze.expect(200, `GET /catalogs/${catalog}/items`)).items).toEqual([])
          await braze.expect(200, `DELETE /catalogs/${catalog}`)
        },
      ),
      { numRuns: 40 },
    )
    expect(braze.bugs).toEqual([])
  })
})
