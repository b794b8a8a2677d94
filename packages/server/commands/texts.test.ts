import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadSolution } from '../solution/load.ts'
import { exportTexts, importTexts } from './texts.ts'

const example = new URL('../../../examples/korean-english', import.meta.url).pathname

let folder = ''
let told: string[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-texts-'))
  await cp(example, join(folder, 'solution'), { recursive: true })
  told = []
  for (const way of ['log', 'error'] as const)
    vi.spyOn(console, way).mockImplementation((words: string) => void told.push(words))
})

afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

const solution = (): string => join(folder, 'solution')
const texts = (): Promise<string> => readFile(join(solution(), 'texts/ko.yaml'), 'utf8')

describe.each(['csv', 'xliff'])('parley texts, as %s', (format) => {
  const file = (): string => join(folder, format === 'csv' ? 'ko.csv' : 'ko.xlf')

  it('exports, and imports what a translator changed', { timeout: 60_000 }, async () => {
    const before = await texts()
    expect(await exportTexts(solution(), { language: 'ko', format, out: file() })).toBe(0)
    expect(await importTexts(solution(), file(), {})).toBe(0)
    expect(await texts()).toBe(before)

    const sheet = await readFile(file(), 'utf8')
    await writeFile(file(), sheet.replace('어떻게 불러 드리면 될까요?', '성함을 알려 주시겠어요?'))
    expect(await importTexts(solution(), file(), { dryRun: true })).toBe(0)
    expect(await texts()).toBe(before)
    expect(await importTexts(solution(), file(), {})).toBe(0)
    expect(await texts()).toBe(before.replace('어떻게 불러 드리면 될까요?', '성함을 알려 주시겠어요?'))
    expect((await loadSolution(solution())).problems).toEqual([])
  })

  it('writes nothing of a file with a mistake', { timeout: 60_000 }, async () => {
    const before = await texts()
    await exportTexts(solution(), { language: 'ko', format, out: file() })
    const sheet = await readFile(file(), 'utf8')
    const lost = sheet.replace(/(<ph id="1">)?\{\{ name \}\}(<\/ph>)?님, 죄송합니다/, '죄송합니다')
    expect(lost).not.toBe(sheet)
    await writeFile(file(), lost.replace('어떻게 불러 드리면 될까요?', '성함을 알려 주시겠어요?'))
    expect(await importTexts(solution(), file(), {})).toBe(1)
    expect(told.join('\n')).toMatch(/lost-variable {2}ko\.(csv|xlf):\d+ {2}main\.sorry\.text/)
    expect(await texts()).toBe(before)
    await expect(readFile(join(solution(), 'texts/translated.json'))).rejects.toThrow('ENOENT')
  })
})

describe('parley texts', () => {
  it('begins a language', { timeout: 60_000 }, async () => {
    const file = join(folder, 'ja.csv')
    expect(await exportTexts(solution(), { language: 'ja', format: 'csv', out: file, open: true })).toBe(0)
    const sheet = await readFile(file, 'utf8')
    await writeFile(file, sheet.replace('What may we call you?,', 'What may we call you?,お名前は何ですか？'))
    expect(await importTexts(solution(), file, {})).toBe(0)
    expect(await readFile(join(solution(), 'texts/ja.yaml'), 'utf8')).toBe(
      'main:\n  name:\n    text: お名前は何ですか？\n',
    )
    const { problems } = await loadSolution(solution())
    // The solution is strict: the other texts are missing now.
    expect(
      problems.filter(({ place }) => place.file === 'texts/ja.yaml').map(({ code, severity }) => `${severity} ${code}`),
    ).toContain('error missing-text')
  })

  it('tells a changed original', { timeout: 60_000 }, async () => {
    const file = join(folder, 'ko.csv')
    await exportTexts(solution(), { language: 'ko', format: 'csv', out: file })
    const flow = join(solution(), 'flows/main.flow.json')
    await writeFile(flow, (await readFile(flow, 'utf8')).replace('What may we call you?', 'Your name, please?'))
    expect(await importTexts(solution(), file, {})).toBe(0)
    expect(told.join('\n')).toMatch(/stale-text {2}ko\.csv:\d+ {2}main\.name\.text/)
    expect((await loadSolution(solution())).problems).toMatchObject([
      { code: 'stale-text', severity: 'warning', place: { file: 'texts/ko.yaml', node: 'name' } },
    ])
  })

  it.each([
    { what: 'a language that is none', run: () => exportTexts(example, { language: 'korean', format: 'csv' }) },
    { what: "the flows' own language", run: () => exportTexts(example, { language: 'en', format: 'csv' }) },
    { what: 'a format that is none', run: () => exportTexts(example, { language: 'ko', format: 'pdf' }) },
  ])('refuses $what as wrong usage', { timeout: 60_000 }, async ({ run }) => {
    expect(await run()).toBe(2)
    expect(told).toHaveLength(1)
  })

  it('refuses a file that cannot be read', async () => {
    expect(await importTexts(example, join(folder, 'no.csv'), {})).toBe(1)
    const file = join(folder, 'ko.csv')
    await writeFile(file, Uint8Array.of(0xc7, 0xd1))
    expect(await importTexts(example, file, {})).toBe(1)
    expect(told.join('\n')).toMatch(/cannot be read \(ENOENT\).*not in UTF-8/s)
  })
})
