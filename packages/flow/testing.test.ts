import { describe, expect, it } from 'vitest'
import { tourProgram } from './fixtures/tour.ts'
import { converse } from './testing.ts'

describe('the driver', () => {
  it('talks through a whole conversation', () => {
    const bot = converse(tourProgram, { contact: { id: 'c', email: 'ada@b.com' } })
      .hears('Hi ada@b.com, it is 2026.')
      .hears('First name?')
      .says('Ada')
      .hears('E-mail?')
      .says('ada@b.com')
      .hears('Born?')
      .says('3 May 1990')
      .hears('Phone?')
      .says('07400 123456')
      .hears('Age?')
      .says('36')
      .hears('System?')
      .picks('ios')
      .is('working')
      .actionEnds('success', { code: 'SAVE10' })
      .hears(/^Thanks Ada, SAVE10/)
      .hearsNothing()
      .is('ended')
    expect(bot.runs).toMatchObject([{ action: 'track-user', input: { email: 'ada@b.com', age: 36 } }])
    expect(bot.variable('phone')).toBe('+447400123456')
    expect(bot.transcript.slice(-3)).toEqual(['(runs track-user)', 'bot: Thanks Ada, SAVE10', '(ended: completed)'])
  })

  it('says what it expected, with the transcript', () => {
    const bot = converse(tourProgram).ignores()
    expect(() => bot.hears('Hello')).toThrow(
      /Expected to hear Hello, and the bot says nothing\.[\s\S]*bot: First name\?/,
    )
    expect(() => bot.says('Ada').hears('Hello')).toThrow('the bot says "E-mail?"')
    expect(() => bot.says('x').hearsNothing()).toThrow('Expected silence')
    expect(() => bot.is('ended')).toThrow('it is waiting')
    expect(() => bot.actionEnds('success')).toThrow('waits for no action')
    expect(() => bot.waits('soon')).toThrow('not a duration')
  })
})
