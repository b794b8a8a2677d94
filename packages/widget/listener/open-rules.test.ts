import { expect, test } from 'vitest'
import { countOpened, decideOpen, type OpenFacts, type OpenMemory } from './open-rules.ts'
import type { OpenRule } from './rules.ts'

const now = Date.UTC(2026, 2, 1, 12)
const facts: OpenFacts = {
  now,
  url: 'https://shop.example/cart',
  scrolled: 60,
  stayed: 30_000,
  exit: true,
  visible: new Set(['.sizes']),
  events: new Set(['stuck']),
}
const nothing: OpenMemory = { opened: {}, closedAt: null }
const opens = (rule: Omit<OpenRule, 'id'>, given: Partial<OpenFacts> = {}, memory = nothing) =>
  decideOpen([{ id: 'help', ...rule }], { ...facts, ...given }, memory) !== null

test('a rule opens when all that it names has happened', () => {
  const all = { url: '/cart*', scroll: 50, time: '30s', exit: true, visible: '.sizes', event: 'stuck' } as const
  expect(opens(all)).toBe(true)
  expect(opens(all, { url: 'https://shop.example/shoe' })).toBe(false)
  expect(opens(all, { scrolled: 49 })).toBe(false)
  expect(opens(all, { stayed: 29_999 })).toBe(false)
  expect(opens(all, { exit: false })).toBe(false)
  expect(opens(all, { visible: new Set() })).toBe(false)
  expect(opens(all, { events: new Set() })).toBe(false)
})

test('the first that applies is taken', () => {
  const rules = [
    { id: 'one', url: '/shoe' },
    { id: 'two', url: '/cart' },
    { id: 'three', scroll: 1 },
  ]
  expect(decideOpen(rules, facts, nothing)?.id).toBe('two')
})

test('it opens as often as it may: per visit, per day, ever', () => {
  const rule = (most?: OpenRule['most']): OpenRule => ({ id: 'help', scroll: 1, ...(most && { most }) })
  const times = (most: OpenRule['most'] | undefined, days: number, visits: number) => {
    let memory = nothing
    let count = 0
    for (let day = 0; day < days; day += 1)
      for (let visit = 0; visit < visits; visit += 1) {
        const opened = memory.opened.help
        if (opened !== undefined) memory = { ...memory, opened: { help: { ...opened, visit: 0 } } }
        for (let page = 0; page < 5; page += 1) {
          const at = now + day * 86_400_000
          if (decideOpen([rule(most)], { ...facts, now: at }, memory) === null) continue
          memory = countOpened(memory, rule(most), at)
          count += 1
        }
      }
    return count
  }
  expect(times(undefined, 2, 3)).toBe(6)
  expect(times({ visit: 2 }, 2, 3)).toBe(12)
  expect(times({ visit: 1, day: 2 }, 2, 3)).toBe(4)
  expect(times({ day: 3 }, 2, 3)).toBe(6)
  expect(times({ ever: 1 }, 2, 3)).toBe(1)
  expect(times({ ever: 0 }, 2, 3)).toBe(0)
})

test('after the person closed it, it is quiet for a day, or as long as is said', () => {
  const closed = (ago: number) => ({ opened: {}, closedAt: now - ago })
  expect(opens({ scroll: 1 }, {}, closed(86_399_999))).toBe(false)
  expect(opens({ scroll: 1 }, {}, closed(86_400_000))).toBe(true)
  expect(decideOpen([{ id: 'help', scroll: 1 }], facts, closed(60_000), '1m')).not.toBeNull()
})
