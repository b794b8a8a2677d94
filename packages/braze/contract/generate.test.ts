import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { generate, locate } from './generate.ts'

const generated = generate()

it.each([...generated])('%s is what the rows say', (path, text) => {
  const hint = 'run node packages/braze/contract/generate.ts'
  expect(readFileSync(locate(path), 'utf8') === text, hint).toBe(true)
})

it.each(['packages/braze/contract/requests', 'packages/braze/client/methods'])('%s holds nothing else', (folder) => {
  const found = readdirSync(locate(folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  const left = found.map((name) => `${folder}/${name.replaceAll('\\', '/')}`).filter((path) => !generated.has(path))
  expect(left, 'no row makes these any more: delete them').toEqual([])
})
