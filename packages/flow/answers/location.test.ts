import { describe, expect, it } from 'vitest'
import { asked, stored } from '../fixtures/question.ts'

describe('a location answer', () => {
  it.each([
    ['52.52, 13.405', { latitude: 52.52, longitude: 13.405 }],
    ['-33.8688 151.2093', { latitude: -33.8688, longitude: 151.2093 }],
    ['geo:52.5,13.4', { latitude: 52.5, longitude: 13.4 }],
    ['52.123456789, 13', { latitude: 52.1234568, longitude: 13 }],
    [' 1 High Street, Oxford ', { address: '1 High Street, Oxford' }],
    ['91, 13', undefined],
    ['52', undefined],
    ['', undefined],
    ['x'.repeat(501), undefined],
  ])('[FA20] reads %j as %j', (typed, place) => {
    expect(stored({ type: 'location' }, 'location', typed)).toEqual(place)
  })

  it('[FA20] takes coordinates that a device sends, and nothing else of what it sends', () => {
    const form = { latitude: 48.2, longitude: 16.37, name: 'Stephansplatz', accuracy: 20, address: '' }
    const bot = asked({ type: 'location' }, 'location').sends({ kind: 'form', form })
    const place = { latitude: 48.2, longitude: 16.37, name: 'Stephansplatz' }
    expect(bot.variable('given')).toEqual(place)
    expect(bot.heard[0]?.content).toEqual({
      kind: 'location',
      text: 'Stephansplatz (48.2, 16.37)',
      location: place,
    })
    asked({ type: 'location' }, 'location')
      .sends({ kind: 'form', form: { latitude: '48.2' } })
      .is('waiting')
  })

  it('[FA20] wants coordinates where an address will not do', () => {
    const exact = { type: 'location', address: false }
    asked(exact, 'location')
      .says('1 High Street')
      .hears('Well?')
      .hears(/coordinates, like 52\.52, 13\.40/)
    asked(exact, 'location')
      .sends({ kind: 'form', form: { address: '1 High Street' } })
      .is('waiting')
    expect(asked(exact, 'location').said[0]).toMatchObject({ input: { type: 'location', address: false } })
  })
})

describe('a web-view answer', () => {
  const page = {
    type: 'web-view',
    url: 'https://pages.example.com/?who={{ who | url_encode }}',
    label: 'Open',
    inline: true,
    height: 400,
  }

  it('[FA21] shows a page and keeps what it posts back', () => {
    const bot = asked(page, 'form', {}, { who: 'a b' })
    expect(bot.said[0]).toEqual({
      kind: 'web-view',
      text: 'Well?',
      web_view: { url: 'https://pages.example.com/?who=a+b', label: 'Open', inline: true, height: 400 },
      input: { type: 'web-view' },
    })
    bot.says('done').hears('Well?').hears('Please open the page and finish there.')
    expect(bot.sends({ kind: 'form', form: { seat: '12A' } }).variable('given')).toEqual({ seat: '12A' })
    expect(bot.heard.at(-1)?.content).toEqual({ kind: 'form-answer', text: '', form: { seat: '12A' } })
  })

  it('[FA21] takes at most 16 KB', () => {
    asked(page, 'form', {}, { who: '' })
      .sends({ kind: 'form', form: { text: 'x'.repeat(16_384) } })
      .is('waiting')
  })

  it('[FO1] shows the words alone when its address is none', () => {
    const bot = asked({ type: 'web-view', url: '{{ who }}' }, 'form', {}, { who: 'javascript:alert(1)' })
    expect(bot.said[0]).toEqual({ kind: 'text', text: 'Well?', input: { type: 'web-view' } })
  })
})
