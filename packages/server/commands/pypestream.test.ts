import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadSolution } from '../solution/load.ts'
import { exportPypestream } from './export-pypestream.ts'
import { importPypestream } from './import-pypestream.ts'

const example = new URL('../../../examples/bike-shop', import.meta.url).pathname

let folder = ''
let told: string[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-pypestream-'))
  await cp(join(example, 'pypestream'), join(folder, 'bot'), { recursive: true })
  told = []
  for (const way of ['log', 'error'] as const)
    vi.spyOn(console, way).mockImplementation((words: string) => void told.push(words))
})

afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

const bot = (name = 'bot.csv'): string => join(folder, 'bot', name)
const out = (): string => join(folder, 'solution')
const read = (path: string): Promise<string> => readFile(path, 'utf8')

describe('parley import pypestream', () => {
  it('makes the example solution of its table', async () => {
    expect(await importPypestream(bot(), { out: out() })).toBe(0)
    const flow = 'flows/main.flow.json'
    expect(JSON.parse(await read(join(out(), flow)))).toEqual(JSON.parse(await read(join(example, flow))))
    for (const file of ['actions/FindSlots.py', 'actions/StorePhoto.py'])
      expect(await read(join(out(), file))).toBe(await read(join(example, file)))
    expect((await stat(out())).mode & 0o700).toBe(0o700)
    expect(told.join('\n')).toContain('16 rows became 21 nodes')
  })

  it('finds what lies beside the table, and takes what is named', { timeout: 60_000 }, async () => {
    await mkdir(bot('templates'))
    await writeFile(bot('templates/intent.csv'), 'Utterance,Intent\nhello,greet\n')
    await writeFile(bot('entity.csv'), 'Entity\ncity\n')
    await writeFile(bot('app.py'), "PARAMS = {'sandbox': {'url': 'https://a.example.com', 'api_key': 'abc12345'}}\n")
    expect(await importPypestream(bot(), { out: out() })).toBe(0)
    expect((await readdir(join(out(), 'nlu'))).sort()).toEqual(['entities.yaml', 'intents.yaml'])
    expect(await read(join(out(), 'app.py'))).not.toContain('abc12345')
    const { problems } = await loadSolution(out())
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])

    await writeFile(bot('other.csv'), 'Utterance,Intent\nbye,leave\n')
    await mkdir(join(folder, 'none'))
    const options = { intents: bot('other.csv'), scripts: join(folder, 'none'), out: join(folder, 'second') }
    expect(await importPypestream(bot(), options)).toBe(0)
    expect(await read(join(options.out, 'nlu/intents.yaml'))).toContain('leave')
    expect(await read(join(options.out, 'actions/FindSlots.py'))).toContain('not written yet')
    expect(await read(join(options.out, 'TODO.md'))).toContain('actions/StorePhoto.py')
  })

  it('writes nothing of a table with a mistake, and says it in both shapes', async () => {
    await writeFile(bot(), (await read(bot())).replace('true~320', 'true~3200'))
    expect(await importPypestream(bot(), { out: out() })).toBe(1)
    expect(told.join('\n')).toContain('error pypestream-reference  bot.csv:6  node 310, What Next?')
    told = []
    expect(await importPypestream(bot(), { out: out(), json: true })).toBe(1)
    expect(JSON.parse(told.join(''))).toMatchObject({
      problems: [
        { code: 'pypestream-reference', place: { file: 'bot.csv', line: 6, node: '310', field: 'What Next?' } },
      ],
      errors: [
        {
          row_num: 6,
          node_num: 310,
          err_msgs: [
            { field_name: 'What Next?', error_description: 'referenced node does not exist', field_entry: '3200' },
          ],
        },
      ],
    })
    await expect(stat(out())).rejects.toThrow('ENOENT')
  })

  it('never writes into a folder that holds something, unless it is told to', async () => {
    await mkdir(out())
    await writeFile(join(out(), 'mine.txt'), 'mine')
    expect(await importPypestream(bot(), { out: out() })).toBe(2)
    expect(await readdir(out())).toEqual(['mine.txt'])
    expect(await importPypestream(bot(), { out: out(), force: true })).toBe(0)
    expect(await read(join(out(), 'mine.txt'))).toBe('mine')
    expect(await importPypestream(bot(), { out: bot() })).toBe(2)
  })

  it('refuses what cannot be read before it reads it', async () => {
    expect(await importPypestream(bot('no.csv'), { out: out() })).toBe(1)
    expect(await importPypestream(bot(), { out: out(), scripts: bot('no') })).toBe(1)
    await writeFile(bot('wrong.csv'), Uint8Array.of(0x41, 0xe4))
    expect(await importPypestream(bot('wrong.csv'), { out: out() })).toBe(1)
    await writeFile(bot('huge.csv'), Buffer.alloc(21_000_000, 'x'))
    expect(await importPypestream(bot('huge.csv'), { out: out() })).toBe(1)
    expect(told.join('\n')).toMatch(/ENOENT.*ENOENT.*not in UTF-8.*21000000 bytes/s)
  })
})

describe('parley export pypestream', () => {
  it('gives the table back, with the scripts beside it', { timeout: 60_000 }, async () => {
    const target = join(folder, 'out', 'bot.csv')
    expect(await exportPypestream(example, { out: target })).toBe(0)
    expect(await read(target)).toBe(await read(bot()))
    expect((await readdir(join(folder, 'out'))).sort()).toEqual(['FindSlots.py', 'StorePhoto.py', 'bot.csv'])
    expect(await exportPypestream(example, { out: target })).toBe(2)
    expect(await exportPypestream(example, { out: target, force: true })).toBe(0)
  })

  it('says what the format cannot, and what is no solution', { timeout: 60_000 }, async () => {
    const signup = new URL('../../../examples/braze-signup', import.meta.url).pathname
    expect(await exportPypestream(signup, { out: join(folder, 'out', 'bot.csv'), json: true })).toBe(0)
    const { problems } = JSON.parse(told.join('')) as { problems: readonly { code: string; severity: string }[] }
    expect(new Set(problems.map(({ code, severity }) => `${severity} ${code}`))).toEqual(
      new Set(['warning pypestream-export']),
    )
    expect(await exportPypestream(join(folder, 'nothing'), { out: join(folder, 'x.csv') })).toBe(1)
  })
})
