import { expect, test } from 'vitest'
import { countMovement, formatDuration, formatShare, formatStep, shareMovement, sharesOf } from './format.ts'

test('shares are of the conversations that are over', () => {
  const figures = { started: 10, completed: 3, abandoned: 1, open: 6, handed_over: 1, contained: 2, rated: 0 }
  expect(sharesOf(figures)).toEqual({ completed: 0.75, abandoned: 0.25, contained: 0.5 })
  expect(sharesOf({ ...figures, completed: 0, abandoned: 0 }).completed).toBeNull()
})

test('durations say two parts, shares as much as they mean', () => {
  expect(formatDuration(200_000, 'en')).toBe('3 min 20 sec')
  expect(formatDuration(0, 'en')).toBe('0 sec')
  expect(formatDuration(null, 'en')).toBe('–')
  expect(formatDuration(90_000_000, 'ko')).toBe('1일 1시간')
  expect([formatShare(0.256, 'en'), formatShare(0.0123, 'en'), formatShare(null, 'en')]).toEqual(['26%', '1.2%', '–'])
})

test('steps are shown as the clock had them', () => {
  expect(formatStep('2026-03-29', 'en')).toBe('Mar 29')
  expect(formatStep('2026-03-29T14:00', 'en')).toBe('Mar 29 14:00')
})

test('a movement has a direction, and none where there was nothing before', () => {
  expect(countMovement(12, 10)).toMatchObject({ direction: 'up' })
  expect(countMovement(5, 0)).toBeNull()
  expect(shareMovement(0.5, 0.5)).toEqual({ by: 0, direction: 'same' })
  expect(shareMovement(null, 0.5)).toBeNull()
})
