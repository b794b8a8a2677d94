import { endpoints } from '@parley/braze/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findRoute } from './route.ts'

describe('findRoute', () => {
  it.each([
    ['GET', '/preference_center/v1/list', 'preference_center.list', {}],
    ['DELETE', '/catalogs/a%20b%2Fc', 'catalogs.delete', { catalog_name: 'a b/c' }],
    ['GET', '/catalogs/list/items', 'catalogs.items.list', { catalog_name: 'list' }],
    ['GET', '/campaigns/translations/', 'campaigns.translations.get', {}],
  ])('finds %s %s', (method, path, id, params) => {
    expect(findRoute(method, path)).toEqual({ kind: 'endpoint', id, params })
  })

  it('lets a path with parameters have what the literal one does not take', () => {
    expect(findRoute('PUT', '/preference_center/v1/list')).toMatchObject({
      kind: 'endpoint',
      params: { preference_center_external_id: 'list' },
    })
  })

  it.each(['/users/track/', '/catalogs//items', '/catalogs/%zz/items', '/users', '', '/constructor', '//users/track'])(
    'does not know %j',
    (path) => {
      expect(findRoute('POST', path)).toEqual({ kind: 'unknown' })
    },
  )

  it('tells what a known path takes', () => {
    expect(findRoute('PATCH', '/catalogs')).toEqual({ kind: 'wrong-method', allowed: ['GET', 'POST', 'OPTIONS'] })
  })

  it('finds every endpoint by its own path, for every value of its parameters', () => {
    const value = fc.string({ minLength: 1 }).filter((text) => text.isWellFormed())
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(endpoints)), value, (row, text) => {
        const path = row.path.replace(/\{[^}]+\}/g, encodeURIComponent(text))
        const route = findRoute(row.method, path)
        expect(route).toMatchObject({ kind: 'endpoint' })
        if (row.path.includes('{') || route.kind !== 'endpoint') return
        expect(route.id).toBe(row.id)
      }),
    )
  })
})
