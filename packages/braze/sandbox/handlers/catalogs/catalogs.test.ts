import { describe, expect, it } from 'vitest'
import { driveAssets } from '../../assets/test-client.ts'
import { idsOf, restaurants, withRestaurants } from './test-restaurants.ts'

describe('catalogs', () => {
  it('are echoed with tokens from -1 on, as recorded', async () => {
    const braze = await driveAssets({ machineTime: () => Date.parse('2024-10-14T10:28:01.749Z') })
    const heard = await braze.ask('POST /catalogs', { catalogs: [restaurants] })
    expect(heard).toMatchObject({
      status: 201,
      body: {
        message: 'success',
        catalogs: [
          {
            name: 'restaurants',
            description: 'My Restaurants',
            source: 'Braze',
            num_items: 0,
            storage_size: 0,
            selections_size: 0,
            selections: [],
            updated_at: '2024-10-14T10:28:01.749+00:00',
          },
        ],
      },
    })
    expect(heard.body.catalogs[0].fields.slice(0, 2)).toEqual([
      { name: 'id', token: '-1', type: 'string' },
      { name: 'Name', token: '0', type: 'string' },
    ])
    expect((await braze.expect(200, 'GET /catalogs')).catalogs).toEqual(heard.body.catalogs)
  })

  it('share a limit of 50 a minute with their siblings', async () => {
    const braze = await driveAssets({ rateLimits: {} })
    const heard = await braze.ask('GET /catalogs')
    expect([heard.headers.get('x-ratelimit-limit'), heard.headers.get('x-ratelimit-remaining')]).toEqual(['50', '49'])
    expect((await braze.ask('DELETE /catalogs/none')).headers.get('x-ratelimit-remaining')).toBe('48')
  })

  it('exist once under a name, and are gone once deleted', async () => {
    const braze = await withRestaurants()
    expect(await braze.ask('POST /catalogs', { catalogs: [restaurants] })).toMatchObject({
      status: 400,
      body: {
        errors: [
          {
            id: 'catalog-name-already-exists',
            message: 'A catalog with that name already exists',
            parameters: ['name'],
            parameter_values: ['restaurants'],
          },
        ],
        message: 'Invalid Request',
      },
    })
    expect((await braze.ask('DELETE /catalogs/restaurants')).body).toEqual({ message: 'success' })
    expect(await braze.ask('DELETE /catalogs/restaurants')).toMatchObject({
      status: 404,
      body: { errors: [{ id: 'catalog-not-found', parameter_values: ['restaurants'] }] },
    })
  })

  const id = { name: 'id', type: 'string' }
  it.each([
    ['catalog-array-invalid', {}],
    ['catalog-array-invalid', { catalogs: [1] }],
    ['too-many-catalog-atoms', { catalogs: [restaurants, restaurants] }],
    ['invalid-catalog-name', { catalogs: [{ ...restaurants, name: 'a b' }] }],
    ['catalog-name-too-large', { catalogs: [{ ...restaurants, name: 'x'.repeat(251) }] }],
    ['description-too-long', { catalogs: [{ ...restaurants, description: 'x'.repeat(251) }] }],
    ['invalid-fields', { catalogs: [{ ...restaurants, fields: 'id' }] }],
    ['too-many-fields', { catalogs: [{ ...restaurants, fields: [id, ...manyFields(500)] }] }],
    ['invalid-field-names', { catalogs: [{ ...restaurants, fields: [id, { name: 'a.b', type: 'string' }] }] }],
    ['field-names-too-large', { catalogs: [{ ...restaurants, fields: [id, { ...id, name: 'x'.repeat(251) }] }] }],
    ['field-names-not-unique', { catalogs: [{ ...restaurants, fields: [id, id] }] }],
    ['invalid-field-types', { catalogs: [{ ...restaurants, fields: [id, { name: 'x', type: 'text' }] }] }],
    ['id-not-first-column', { catalogs: [{ ...restaurants, fields: [{ name: 'x', type: 'string' }, id] }] }],
    ['id-not-first-column', { catalogs: [{ ...restaurants, fields: [{ name: 'id', type: 'number' }] }] }],
  ])('are refused with %s', async (error, body) => {
    const braze = await driveAssets()
    const heard = await braze.ask('POST /catalogs', body)
    expect(heard.status).toBe(400)
    expect(idsOf(heard)).toContain(error)
  })
})

function manyFields(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => ({ name: `f${index}`, type: 'string' }))
}

describe('fields', () => {
  it('are added with the next tokens and deleted again', async () => {
    const braze = await withRestaurants()
    await braze.expect(202, 'POST /catalogs/restaurants/fields', { fields: [{ name: 'City', type: 'string' }] })
    const [catalog] = (await braze.expect(200, 'GET /catalogs')).catalogs
    expect(catalog.fields.at(-1)).toEqual({ name: 'City', token: '7', type: 'string' })
    await braze.expect(202, 'DELETE /catalogs/restaurants/fields/City')
    const heard = await braze.ask('DELETE /catalogs/restaurants/fields/City')
    expect([heard.status, ...idsOf(heard)]).toEqual([400, 'invalid-field-name'])
  })

  it.each([
    ['request-includes-too-many-fields', manyFields(51)],
    ['field-names-not-unique', [{ name: 'Name', type: 'string' }]],
    ['invalid-fields', []],
  ])('are refused with %s', async (error, fields) => {
    const braze = await withRestaurants()
    const heard = await braze.ask('POST /catalogs/restaurants/fields', { fields })
    expect([heard.status, ...idsOf(heard)]).toEqual([400, error])
  })

  it('are at most 500, however they come', async () => {
    const braze = await driveAssets()
    const fields = [{ name: 'id', type: 'string' }, ...manyFields(480)]
    await braze.expect(201, 'POST /catalogs', { catalogs: [{ name: 'wide', description: '', fields }] })
    const more = manyFields(20).map((field, index) => ({ ...field, name: `g${index}` }))
    const heard = await braze.ask('POST /catalogs/wide/fields', { fields: more })
    expect([heard.status, ...idsOf(heard)]).toEqual([400, 'catalog-exceeds-fields-limit'])
  })

  it('stay while a selection uses them', async () => {
    const braze = await withRestaurants()
    await braze.expect(202, 'POST /catalogs/restaurants/selections', { selection: good })
    const heard = await braze.ask('DELETE /catalogs/restaurants/fields/Rating')
    expect([heard.status, ...idsOf(heard)]).toEqual([400, 'field-referenced-by-selection'])
    await braze.expect(202, 'DELETE /catalogs/restaurants/selections/best')
    await braze.expect(202, 'DELETE /catalogs/restaurants/fields/Rating')
  })
})

const good = {
  name: 'best',
  filters: [{ field: 'Rating', operator: 'greater than', value: 7 }],
  results_limit: 5,
  sort_field: 'Rating',
  sort_order: 'desc',
}

describe('selections', () => {
  it('are listed with their catalog', async () => {
    const braze = await withRestaurants()
    await braze.expect(202, 'POST /catalogs/restaurants/selections', { selection: good })
    expect((await braze.expect(200, 'GET /catalogs')).catalogs[0].selections).toEqual([good])
  })

  it.each([
    ['invalid-selection', undefined],
    ['invalid-selection', { ...good, name: '' }],
    ['invalid-selection', { ...good, filters: undefined }],
    ['too-many-filters', { ...good, filters: Array(11).fill(good.filters[0]) }],
    ['selection-has-invalid-filter', { ...good, filters: [{ field: 'None', operator: 'equals', value: 1 }] }],
    ['selection-has-invalid-filter', { ...good, filters: [{ field: 'Name', operator: 'greater than', value: 'x' }] }],
    ['selection-has-invalid-filter', { ...good, filters: [{ field: 'Rating', operator: 'equals', value: 'x' }] }],
    ['selection-has-invalid-filter', { ...good, filters: [{ field: 'Name', operator: 'toString', value: 'x' }] }],
    ['selection-invalid-results-limit', { ...good, results_limit: 51 }],
    ['selection-invalid-results-limit', { ...good, results_limit: undefined }],
    ['invalid-sorting', { ...good, sort_order: undefined }],
    ['invalid-sort-field', { ...good, sort_field: 'None' }],
    ['invalid-sort-order', { ...good, sort_order: 'up' }],
  ])('are refused with %s', async (error, selection) => {
    const braze = await withRestaurants()
    const heard = await braze.ask('POST /catalogs/restaurants/selections', { selection })
    expect([heard.status, ...idsOf(heard)]).toEqual([400, error])
  })

  it.each([
    [{ filters: [] }, ['a', 'b', 'c']],
    [{ filters: [{ field: 'Rating', operator: 'greater than', value: 1 }] }, ['b', 'c']],
    [{ filters: [{ field: 'Name', operator: 'does not equal', value: 'B' }] }, ['a', 'c']],
    [{ filters: [{ field: 'Open', operator: 'is', value: true }] }, ['a']],
    [{ filters: [{ field: 'Since', operator: 'before', value: '2021-01-01' }] }, ['b']],
    [{ filters: [{ field: 'Dishes', operator: 'includes value', value: 'soup' }] }, ['c']],
    [{ filters: [], sort_field: 'Rating', sort_order: 'desc', results_limit: 2 }, ['c', 'b']],
    [{ filters: [], sort_field: 'Owner', sort_order: 'asc' }, ['a', 'b', 'c']],
  ])('%j find %j', async (selection, found) => {
    const braze = await withRestaurants()
    const items = [
      { id: 'a', Name: 'A', Rating: 1, Open: true },
      { id: 'b', Name: 'B', Rating: 2, Open: false, Since: '2020-01-01' },
      { id: 'c', Name: 'C', Rating: 3, Since: '2022-01-01', Dishes: ['soup'], Owner: { toString: 1 } },
    ]
    await braze.expect(202, 'POST /catalogs/restaurants/items', { items })
    const named = { name: 's', results_limit: 50, ...selection }
    await braze.expect(202, 'POST /catalogs/restaurants/selections', { selection: named })
    const [catalog] = (await braze.send('/__sandbox/catalogs')).body.catalogs
    expect(catalog.selections[0].item_ids).toEqual(found)
  })

  it('have names of their own', async () => {
    const braze = await withRestaurants()
    await braze.expect(202, 'POST /catalogs/restaurants/selections', { selection: good })
    const heard = await braze.ask('POST /catalogs/restaurants/selections', { selection: good })
    expect(idsOf(heard)).toEqual(['selection-name-already-exists'])
    expect(idsOf(await braze.ask('DELETE /catalogs/restaurants/selections/other'))).toEqual(['invalid-selection'])
  })
})
