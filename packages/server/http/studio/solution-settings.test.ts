import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../refusal.ts'
import { changeSetting, refuseGuarded, refuseUnseen } from './solution-settings.ts'

const shop = await readFile('examples/shop/solution.ts', 'utf8')

type Change = Parameters<typeof changeSetting>

function refusal(...change: Change): { readonly code: string; readonly errors: unknown } | null {
  try {
    changeSetting(...change)
    return null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { code: error.code, errors: error.problem.errors }
  }
}

describe('a setting', () => {
  it('is checked as the build checks it, and written where it stands', () => {
    expect(changeSetting(shop, ['web', 'title'], 'Larch')).toBe(
      shop.replace("'Larch & Loch',\n    subtitle", "'Larch',\n    subtitle"),
    )
    expect(changeSetting(shop, ['egress'], ['api.example.com'])).toContain("egress: ['api.example.com'],")
    expect(changeSetting(shop, ['web', 'title'], undefined)).not.toContain('subtitle: undefined')
  })

  it('that does not have its form is refused with its place', () => {
    expect(refusal(shop, ['web', 'accent'], 'javascript:alert(1)')).toEqual({
      code: 'setting-refused',
      errors: [{ pointer: '/web/accent', detail: expect.stringContaining('a CSS colour') }],
    })
    expect(refusal(shop, ['egress'], ['http://x'])).toMatchObject({ errors: [{ pointer: '/egress/0' }] })
    expect(refusal(shop, ['privacy', 'keep', 'files'], 'for ever')).toMatchObject({ code: 'setting-refused' })
    expect(refusal(shop, ['secrets'], ['Not A Name'])).toMatchObject({ code: 'setting-refused' })
    expect(refusal(shop, ['insight', 'fields'], [])).toMatchObject({ code: 'setting-refused' })
    expect(refusal(shop, ['constructor'], 'x')).toMatchObject({ code: 'setting-refused' })
  })

  it('that every solution needs cannot be taken out, and the name stays', () => {
    expect(refusal(shop, ['start'], undefined)).toMatchObject({ code: 'setting-refused' })
    expect(refusal(shop, ['params'], undefined)).toMatchObject({ code: 'setting-refused' })
    expect(refusal(shop, ['name'], 'other')).toMatchObject({ code: 'setting-refused' })
  })

  it('that decides where data goes is left to those who may write code', () => {
    const refused = (path: Change[1], value: Change[2]): boolean => {
      try {
        refuseGuarded(path[0] ?? '', shop, changeSetting(shop, path, value))
        return false
      } catch (error) {
        return error instanceof Refusal && error.code === 'not-permitted'
      }
    }
    expect(refused(['egress'], ['evil.example.com'])).toBe(true)
    expect(refused(['params', 'prod', 'braze_url'], 'https://evil.example.com')).toBe(true)
    expect(refused(['params', 'prod', 'braze_url'], 'https://rest.iad-05.braze.com')).toBe(false)
    expect(refused(['params', 'prod', 'colour'], 'red')).toBe(false)
    expect(refused(['web', 'title'], 'Larch')).toBe(false)
  })

  it('that is another by now than who changes it has seen is left alone, and they are told what it is', () => {
    const path = ['web', 'title']
    expect(() => refuseUnseen(shop, path, 'Larch & Loch')).not.toThrow()
    expect(() => refuseUnseen(shop, path, 'Birch')).toThrow('Now it is: "Larch & Loch"')
    expect(() => refuseUnseen(shop, ['web', 'avatar'], 'x')).toThrow('Now it is: not set')
    expect(() => refuseUnseen(shop, ['params', 'nobody'], null)).not.toThrow()
  })

  it('never becomes code, whatever is in it', () => {
    const hostile = "' + process.exit() + '`\\u2028*/ //"
    const text = changeSetting(shop, ['params', 'prod', hostile], hostile)
    expect(text).not.toContain("' + process.exit() + '`")
    expect(changeSetting(text, ['params', 'prod', hostile], undefined)).toBe(shop)
  })

  it('that is written in code is left to those who write code', () => {
    const text = shop.replace("customer: 'Larch & Loch'", 'customer: brand()')
    expect(refusal(text, ['customer'], 'x')).toMatchObject({ code: 'setting-in-code' })
    expect(refusal('export default 1', ['customer'], 'x')).toMatchObject({ code: 'setting-in-code' })
    expect(changeSetting(text, ['web', 'title'], 'Larch')).toContain('brand()')
  })
})
