import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareJudged, reportOf } from './report.ts'
import { drawReportPage } from './report-page.ts'
import { countsUpTo } from './report-plots.ts'

const hostile = '<script>alert("x")</script>\u0000 & \'y\'\u202e'
const sentence = (intent: string | null, best: string | null, confidence: number) => ({
  text: hostile,
  intent,
  best,
  confidence,
  taken: confidence >= 0.5 ? best : null,
})
const judged = [
  sentence('a', 'a', 0.9),
  sentence('a', hostile, 0.7),
  sentence(hostile, 'a', 0.4),
  sentence(null, null, 0),
]

const conflicts = {
  contradicting: [{ text: hostile, intents: ['a', 'b'] }],
  repeated: [{ intent: 'a', text: 'again' }],
  lookAlikes: [{ one: { intent: 'a', text: 'x' }, other: { intent: 'b', text: 'y' }, likeness: 0.9 }],
  misfiled: [{ intent: 'a', text: 'x', taken: 'b', confidence: 0.8 }],
  weak: [{ intent: 'a', examples: 1, recall: null, why: 'few-examples' }],
  entities: [{ text: 'big', reason: 'It means two things.' }],
} as const

const page = drawReportPage({
  title: hostile,
  about: 'All examples.',
  report: reportOf(judged, [sentence(null, 'a', 0.6)]),
  threshold: 0.5,
  comparison: compareJudged(judged, judged),
  conflicts,
})

test('[NR2] a page needs nothing but itself, and what people wrote is text in it', () => {
  expect(page).not.toMatch(/<script|https?:|src=|<link|url\(|@import/)
  expect(page).toContain('&#60;script&#62;alert(&#34;x&#34;)')
  expect(page).not.toContain('\u0000')
  expect(page).not.toContain('\u202e')
  // Those of right-to-left scripts themselves are text.
  expect(drawReportPage({ title: 'שלום', about: 'مرحبا\u200f' })).toMatch(/שלום[\s\S]*مرحبا\u200f/)
  expect(page.match(/<h1>/g)).toHaveLength(1)
})

test('[NR2] its plots have a title, a description, and their figures as a table', () => {
  const plots = page.match(/<svg [^>]*role="img" aria-labelledby="(\w+)-t \1-d"/g) ?? []
  expect(plots).toHaveLength(3)
  for (const id of ['confidence', 'threshold', 'calibration']) {
    expect(page).toContain(`<title id="${id}-t">`)
    expect(page).toContain(`<desc id="${id}-d">`)
  }
  expect(page.match(/<details><summary>The figures/g)).toHaveLength(3)
  expect(page.match(/<table/g)?.length).toBe(page.match(/<caption>/g)?.length)
  expect(page).toContain('prefers-color-scheme: dark')
})

test('it shows every conflict, and says so where there is none', () => {
  for (const part of [
    'Look-alikes',
    'file elsewhere',
    'Weak intents',
    'Repeated',
    'It means two things.',
    'Mended',
    '0.90',
  ])
    expect(page).toContain(part === 'Mended' ? 'mended' : part)
  const none = { contradicting: [], repeated: [], lookAlikes: [], misfiled: [], weak: [], entities: [] }
  expect(drawReportPage({ title: 't', about: '', conflicts: none })).toContain('No conflicts were found.')
})

test('counts of an axis are whole, none twice, and none above the most', () => {
  expect(countsUpTo(3)).toEqual([0, 1, 2, 3])
  expect(countsUpTo(7)).toEqual([0, 2, 4, 6])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (most) => {
      const counts = countsUpTo(most)
      expect(new Set(counts).size).toBe(counts.length)
      expect(counts.every((count) => Number.isInteger(count) && count <= most)).toBe(true)
      expect(counts.length).toBeGreaterThan(1)
      expect(counts.length).toBeLessThan(8)
    }),
  )
})

test('of thousands of intents the matrix shows those that are confused most', () => {
  const many = Array.from({ length: 2000 }, (_, at) => sentence(`i${at}`, `i${at + (at % 100 === 0 ? 1 : 0)}`, 0.9))
  const drawn = drawReportPage({ title: 't', about: '', report: reportOf(many) })
  expect(drawn).toContain('The 30 of 2000 intents')
  expect(drawn.length).toBeLessThan(1_000_000)
})
