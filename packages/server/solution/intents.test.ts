import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readNlu } from '@parley/nlu'
import { afterAll, describe, expect, it } from 'vitest'
import { readIntents } from './intents.ts'

const made: string[] = []
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))))

async function folderWith(files: { readonly [path: string]: string }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-intents-'))
  made.push(folder)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

describe('the files in nlu/', () => {
  it('are read together, and their own text is kept', async () => {
    const files = {
      'nlu/intents.yaml': 'intents:\n  order: { examples: [I want to order, buy] } # often\n',
      'nlu/ko.yml': 'language: ko\nnlu:\n- intent: order\n  examples: |\n    - 주문할게요\n',
    }
    const folder = await folderWith({ ...files, 'nlu/notes.txt': 'x', 'nlu/tests/asked.yaml': 'nlu: 5' })
    expect(await readIntents(folder)).toEqual({
      nlu: { intents: { order: ['I want to order', 'buy', '주문할게요'] }, leastConfidence: null, files },
      problems: [],
    })
  })

  it('need not be there', async () => {
    expect(await readIntents('/nowhere')).toEqual({ nlu: null, problems: [] })
  })

  it('are problems where they cannot be read or are too large', async () => {
    const folder = await folderWith({ 'nlu/large.yaml': 'x'.repeat(4 * 1024 * 1024 + 1) })
    await mkdir(join(folder, 'nlu/folder.yaml'))
    const { nlu, problems } = await readIntents(folder)
    expect(nlu).toBeNull()
    expect(problems.map(({ place, reason }) => [place.file, reason])).toEqual([
      ['nlu/folder.yaml', 'It cannot be read (EISDIR).'],
      ['nlu/large.yaml', 'The file has 4194305 bytes; it may have 4194304.'],
    ])
  })

  it('are a hundred at most', async () => {
    const many = Array.from({ length: 101 }, (_, at) => [`nlu/${at}.yaml`, `nlu: [{ intent: i${at} }]`])
    const { problems } = await readIntents(await folderWith(Object.fromEntries(many)))
    expect(problems.map(({ reason }) => reason)).toEqual(['There are 101 files; there may be 100.'])
  })
})

const examplesIn = async (page: string): Promise<readonly string[]> => {
  const text = await readFile(new URL(`../../../docs/${page}`, import.meta.url), 'utf8')
  return [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, yaml = '']) => yaml)
}

describe('the documentation', () => {
  it('shows files that are read without a problem', async () => {
    const [whole = '', simple = ''] = await examplesIn('nlu.md')
    expect(readNlu({ 'nlu/intents.yaml': whole }).problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(readNlu({ 'nlu/intents.yaml': whole }).nlu?.entities).toMatchObject({ city: {}, colour: {}, date: {} })
    expect(readNlu({ 'nlu/intents.yaml': simple }).problems).toEqual([])
  })

  it.each(['broken-intents', 'bad-example', 'repeated-example', 'contradicting-examples', 'few-examples'])(
    'shows what %s is, and how it is mended',
    async (code) => {
      const [wrong = '', right = ''] = await examplesIn(`errors/${code}.md`)
      const codes = (text: string) => readNlu({ 'nlu/intents.yaml': text }).problems.map((problem) => problem.code)
      expect(new Set(codes(wrong))).toContain(code)
      expect(codes(right)).not.toContain(code)
    },
  )
})
