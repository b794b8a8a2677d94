import { expect, test } from 'vitest'
import { dayOf, exampleOf, writeDay, writeSize, writeTime } from './moment.ts'

const at = (text: string): number => new Date(text).getTime()
const now = at('2026-05-13T09:00:00')

test.each([
  ['2026-05-13T00:00:01', 'en-GB', 'Today'],
  ['2026-05-12T23:59:59', 'en-GB', 'Yesterday'],
  ['2026-05-12T10:00:00', 'de', 'Gestern'],
  ['2026-05-12T10:00:00', 'ko', '어제'],
  ['2026-05-08T10:00:00', 'en-GB', 'Friday'],
  ['2026-05-06T10:00:00', 'en-GB', '6 May'],
  ['2025-05-06T10:00:00', 'en-GB', '6 May 2025'],
])('%s in %s is %s', (day, language, words) => {
  expect(writeDay(at(day), now, language)).toBe(words)
})

test('a day and a time are those of the clock on the wall', () => {
  expect(dayOf(at('2026-05-03T23:59:00'))).toBe('2026-05-03')
  expect(writeTime(at('2026-05-03T14:30:00'), 'en-GB')).toBe('14:30')
  expect(exampleOf('date', 'en-GB')).toBe('3 May 1990')
})

test('sizes are written in words of the language', () => {
  expect([512, 1500, 2_400_000].map((bytes) => writeSize(bytes, 'en'))).toEqual(['512 byte', '1.5 kB', '2.4 MB'])
  expect(writeSize(1500, 'de')).toBe('1,5 kB')
})
