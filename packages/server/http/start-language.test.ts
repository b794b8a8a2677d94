import { describe, expect, it } from 'vitest'
import { readStart } from './request.ts'

describe('the language of a start', () => {
  it('is taken from the request, the contact, the page and what the browser accepts', () => {
    const body = {
      solution: 'shop',
      language: 'ko-KR',
      contact: { language: 'ko' },
      page: { language: 'en-GB' },
    }
    expect(readStart(body, 'de,fr;q=0.5')).toMatchObject({
      language: 'ko-KR',
      contact: { language: 'ko' },
      page: { language: 'en-GB' },
      channelLanguages: ['de', 'fr'],
    })
    expect(readStart({ solution: 'shop' })).toMatchObject({ channelLanguages: [] })
    expect(readStart({ solution: 'shop' })).not.toHaveProperty('language')
  })

  it.each(['korean please', '', 'x'.repeat(100), 7])('is refused where it is none: %j', (language) => {
    const errors = [expect.objectContaining({ pointer: '/language' })]
    expect(() => readStart({ solution: 'shop', language })).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'invalid-request', errors }) }),
    )
  })
})
