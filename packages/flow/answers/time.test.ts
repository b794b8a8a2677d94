import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayMinutes, isoTimeOfDay } from '../clock.ts'
import { asked, stored } from '../fixtures/question.ts'
import { readTime } from './time.ts'

describe('a time answer', () => {
  it.each([
    '14:30',
    ' 14.30 ',
    '14:30:00',
    '1430',
    '14h30',
    '2:30 pm',
    '2.30pm',
    '2:30 P.M.',
    'at 2:30 pm',
    '14 Uhr 30',
    '오후 2시 30분',
    '下午2点30分',
    '午後2時30分',
    '2:30 م',
    '１４：３０',
    '١٤:٣٠',
  ])('[FA12] reads %j as half past two in the afternoon', (typed) => {
    expect(readTime(typed)).toBe('14:30')
  })

  it.each([
    ['2pm', '14:00'],
    ['12 am', '00:00'],
    ['12pm', '12:00'],
    ['noon', '12:00'],
    ['Midnight', '00:00'],
    ['9 Uhr', '09:00'],
    ["9 o'clock", '09:00'],
    ['9h', '09:00'],
    ['7시', '07:00'],
  ])('[FA12] reads %j as %s', (typed, time) => {
    expect(readTime(typed)).toBe(time)
  })

  it.each([
    '',
    '9',
    '14',
    '24:00',
    '12:60',
    '13 pm',
    '0 am',
    '2:3',
    'half past two',
    'pm',
    '14:30 or 15:00',
    '1'.repeat(9999),
  ])('[FA12] refuses %j', (typed) => {
    expect(readTime(typed)).toBeNull()
  })

  it('[FA12] reads every minute of the day in every form of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: dayMinutes - 1 }), (minutes) => {
        const iso = isoTimeOfDay(minutes)
        const at = new Date(Date.UTC(2026, 0, 1, 0, minutes))
        const written = (locale: string) =>
          at.toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })
        for (const locale of ['en-GB', 'en-US', 'de-DE', 'fr-FR', 'ko-KR', 'ja-JP', 'zh-TW', 'ar-EG', 'he-IL'])
          expect([locale, readTime(written(locale))]).toEqual([locale, iso])
      }),
    )
  })

  it('[FA12] keeps to its bounds, also past midnight, and to its steps', () => {
    const open = { type: 'time', min: '09:00', max: '17:30', step: 15 }
    expect(stored(open, 'time', '9:15 am')).toBe('09:15')
    asked(open, 'time').says('8:59').hears('Well?').hears('Please give a time from 9:00 AM to 5:30 PM.')
    asked(open, 'time').says('9:20').hears('Well?').hears('Please give a time like 9:15 AM, in steps of 15 minutes.')
    const night = { type: 'time', min: '22:00', max: '06:00' }
    expect(['23:59', '00:00', '06:00'].map((typed) => stored(night, 'time', typed))).toEqual([
      '23:59',
      '00:00',
      '06:00',
    ])
    expect(stored(night, 'time', '12:00')).toBeUndefined()
    asked({ type: 'time', min: '09:00' }, 'time')
      .says('8:00')
      .hears('Well?')
      .hears(/too early.* 9:00 AM on/)
    asked({ type: 'time', max: '09:00' }, 'time')
      .says('10:00')
      .hears('Well?')
      .hears(/too late.* 9:00 AM/)
    expect(asked(open, 'time').said[0]).toMatchObject({ input: open })
  })
})
