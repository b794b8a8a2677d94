import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { check } from './check.ts'
import { watchFolder } from './watch.ts'

const example = new URL('../../../examples/korean-english', import.meta.url).pathname

let folder = ''
let printed: string[] = []
let complained: string[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-check-'))
  await cp(example, join(folder, 'solution'), { recursive: true })
  printed = []
  complained = []
  vi.spyOn(console, 'log').mockImplementation((words: string) => void printed.push(words))
  vi.spyOn(console, 'error').mockImplementation((words: string) => void complained.push(words))
})

afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

const solution = (): string => join(folder, 'solution')
const flowFile = (): string => join(solution(), 'flows/main.flow.json')
const change = async (file: string, from: string | RegExp, to: string): Promise<void> => {
  const text = await readFile(file, 'utf8')
  expect(text).toMatch(from)
  await writeFile(file, text.replace(from, to))
}

describe('parley check', { timeout: 60_000 }, () => {
  it('prints JSON with snake_case members only, and the page of every problem', async () => {
    expect(await check(solution(), { json: true })).toBe(0)
    const { data_points: cost } = JSON.parse(printed.join('')) as { data_points: object }
    expect(cost).toEqual({ per_thousand: 5000, by_node: [{ flow: 'main', node: 'sign_up', points: 5 }] })

    printed = []
    await change(flowFile(), /"text": "/, '"text": "{{ nobody }} ')
    expect(await check(solution(), { json: true })).toBe(1)
    const told = JSON.parse(printed.join('')) as { problems: readonly object[]; data_points: unknown }
    expect(told.problems).toContainEqual({
      code: 'undeclared-variable',
      severity: 'error',
      place: {
        file: 'flows/main.flow.json',
        flow: 'main',
        node: expect.any(String),
        field: 'text',
        line: expect.any(Number),
        column: expect.any(Number),
      },
      reason: 'There is no variable "nobody".',
      repair: expect.any(String),
      docs: 'docs/errors/undeclared-variable.md',
    })
    expect(told.data_points).toBeNull()
    const members = [...printed.join('').matchAll(/"(\w+)":/g)].map(([, name]) => name)
    expect(members.filter((name) => name !== name?.toLowerCase())).toEqual([])
  })

  it('takes warnings for errors when it is strict', async () => {
    await change(flowFile(), /"nodes": \{/, '"nodes": { "lost": { "kind": "end" },')
    expect(await check(solution(), {})).toBe(0)
    expect(complained.join('\n')).toMatch(/warning unreachable-node {2}flows\/main\.flow\.json:\d+:\d+ {2}node lost/)
    expect(complained.join('\n')).toContain('docs/errors/unreachable-node.md')
    expect(await check(solution(), { strict: true })).toBe(1)
    expect(complained.join('\n')).toContain('error unreachable-node')
  })

  it('finds secrets in solution.ts and in actions, and never shows them', async () => {
    const key = ['0a1b2c3d', '4e5f', '6071', '8293', 'a4b5c6d7e8f9'].join('-')
    await change(join(solution(), 'solution.ts'), /params: \{[\s\S]*?sandbox: \{/, `$& api_key: '${key}',`)
    expect(await check(solution(), {})).toBe(0)
    expect(complained.join('\n')).toMatch(/warning secret-in-source {2}solution\.ts:\d+:\d+/)
    expect(complained.join('\n')).not.toContain(key)
  })

  it('says what the channels of the solution cannot show', async () => {
    await change(join(solution(), 'solution.ts'), /params: \{/, "channels: ['web', 'whatsapp'],\n  params: {")
    await change(
      flowFile(),
      /("choices": \[\s*\{\s*"id": "\w+",\s*"label": )"[^"]*"/,
      '$1"A label that is much too long"',
    )
    expect(await check(solution(), {})).toBe(0)
    expect(complained.join('\n')).toContain('whatsapp shows 20 characters of a label')
  })

  it('is about a folder that is there', async () => {
    expect(await check(join(folder, 'nowhere'), {})).toBe(1)
    expect(complained.join('\n')).toContain('missing-solution')
  })
})

describe('a folder that is watched', () => {
  it('tells of changes, one after the other, but for what is installed', async () => {
    await mkdir(join(folder, 'node_modules'))
    const calls: string[] = []
    let came = (): void => {}
    const next = () =>
      new Promise<void>((resolve) => {
        came = resolve
      })
    const watching = await watchFolder(folder, async () => {
      calls.push('changed')
      came()
    })
    let change = next()
    await writeFile(join(folder, 'node_modules/a.txt'), 'x')
    await writeFile(join(folder, 'a.txt'), 'x')
    await change
    change = next()
    await writeFile(join(folder, 'a.txt'), 'y')
    await change
    await watching.close()
    await writeFile(join(folder, 'a.txt'), 'z')
    expect(calls).toEqual(['changed', 'changed'])
  })
})
