import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { generate, locate } from './generate.ts'

it.each([...generate()])('%s is what the rows say', (path, text) => {
  const hint = 'run node packages/braze/contract/generate.ts'
  expect(readFileSync(locate(path), 'utf8') === text, hint).toBe(true)
})
