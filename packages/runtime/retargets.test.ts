import { describe, expect, test } from 'vitest'
import { decide } from './retargets.ts'
import type { DueRetarget } from './sql/lease-retargets.ts'

const day = 86_400_000
const now = 100 * day
const due: DueRetarget = {
  contact: 'cont_1',
  solution: 'shop',
  environment: 'sandbox',
  rule: 'left',
  dueAt: now,
  onceMs: 7 * day,
  leftAs: 'abandoned',
  status: 'abandoned',
  cameBack: false,
  sentAt: null,
}

describe('[RT2] a message that is due', () => {
  test('goes out to who has not come back', () => {
    expect(decide(due, now)).toBe('send')
    expect(decide({ ...due, sentAt: now - 7 * day }, now)).toBe('send')
    expect(decide(due, now + day)).toBe('send')
  })

  test('does not where there is a reason', () => {
    expect(decide({ ...due, status: 'waiting' }, now)).toBe('taken-up')
    expect(decide({ ...due, status: null }, now)).toBe('taken-up')
    expect(decide({ ...due, cameBack: true }, now)).toBe('came-back')
    expect(decide({ ...due, sentAt: now - 7 * day + 1 }, now)).toBe('sent-lately')
    expect(decide(due, now + day + 1)).toBe('late')
  })
})
