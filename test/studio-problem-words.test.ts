import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourceProblems } from '../packages/server/http/source-problem.ts'
import { studioProblems } from '../packages/server/http/studio-problem.ts'

// Read, not imported: the words belong to a page, which this test is not.
const words = readFileSync(new URL('../packages/studio/ui/problem-words.ts', import.meta.url), 'utf8')
const said = new Set([...words.matchAll(/^ {4}'?([a-z-]+)'?:/gm)].map(([, code]) => code))

/** What the parts of the server behind the Studio refuse with. */
const refused = globSync('packages/server/{http/studio,studio-actions,sources,reports,access}/**/*.ts')
  .filter((path) => !path.includes('test'))
  .flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/new Refusal\('([a-z-]+)'/g)].map(([, code]) => code ?? ''),
  )

test('every refusal of the server that a page of the Studio can meet is said in Korean', () => {
  expect(refused.length).toBeGreaterThan(50)
  const codes = new Set([...refused, ...Object.keys(sourceProblems), ...Object.keys(studioProblems)])
  expect([...codes].filter((code) => !said.has(code))).toEqual([])
})
