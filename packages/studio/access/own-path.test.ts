import { expect, test } from 'vitest'
import { browserOf } from './browser-name.ts'
import { ownPath } from './own-path.ts'

test('after signing in one goes on to a page of the Studio and nowhere else', () => {
  expect(ownPath('/s/shop/flows/main?x=1')).toBe('/s/shop/flows/main?x=1')
  for (const elsewhere of [null, '', 'people', 'https://evil.example', '//evil.example', '/\\evil.example', '/sign-in'])
    expect(ownPath(elsewhere)).toBe('/')
})

test('a browser is called as people call it', () => {
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
  const edge = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/147.0 Safari/537.36 Edg/147.0'
  const safari = 'Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1'
  expect(browserOf(firefox)).toBe('Firefox, Linux')
  expect(browserOf(edge)).toBe('Edge, Windows')
  expect(browserOf(safari)).toBe('Safari, iPad')
  expect(browserOf('curl/8.0')).toBeNull()
  expect(browserOf(null)).toBeNull()
})
