import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compile } from '@parley/flow'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readBuild, sourceOf } from './build.ts'
import { readTexts } from './texts.ts'
import { readTranslated } from './texts-record.ts'
import { buildWith } from './texts-testing.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-texts-'))
})

afterEach(() => rm(folder, { recursive: true }))

async function write(name: string, content: string | Uint8Array): Promise<void> {
  await mkdir(join(folder, 'texts'), { recursive: true })
  await writeFile(join(folder, 'texts', name), content)
}

describe('the texts of a folder', () => {
  it('are its YAML files, by language', async () => {
    await write('ko.yaml', 'main: {}\n')
    await write('pt-br.yml', '\ufeffmain: {}\n')
    await write('translated.json', '{}')
    await write('notes.txt', '')
    const { texts, problems } = await readTexts(folder)
    expect(problems).toEqual([])
    expect(texts).toEqual({
      ko: { file: 'texts/ko.yaml', text: 'main: {}\n' },
      'pt-BR': { file: 'texts/pt-br.yml', text: 'main: {}\n' },
    })
  })

  it('may not be there', async () => {
    expect(await readTexts(folder)).toEqual({ texts: {}, problems: [] })
    expect(await readTranslated(folder)).toEqual({})
  })

  it('say what keeps a file from being read', async () => {
    await write('ko.yaml', Uint8Array.of(0xc7, 0xd1, 0xb1, 0xdb))
    await write('ja.yaml', '')
    await write('ja.yml', '')
    await mkdir(join(folder, 'texts', 'de.yaml'))
    const { problems } = await readTexts(folder)
    expect(problems.map(({ code, place, reason }) => [code, place.file, reason])).toEqual([
      ['broken-texts', 'texts/de.yaml', 'It cannot be read (EISDIR).'],
      ['broken-texts', 'texts/ja.yml', 'The language ja has two files.'],
      ['broken-texts', 'texts/ko.yaml', expect.stringContaining('not UTF-8')],
    ])
  })

  it('remember nothing that cannot be read', async () => {
    for (const text of ['{', '[]', '{"ko":{"a":["x"]}}']) {
      await write('translated.json', text)
      expect(await readTranslated(folder)).toEqual({})
    }
  })
})

describe('a stored build', () => {
  it('from before there were languages is read and compiled as it always was', () => {
    const { language, fallbacks, texts, strictTexts, ...old } = buildWith({})
    expect([language, fallbacks, texts, strictTexts]).toEqual(['en', {}, {}, false])
    const read = readBuild(JSON.parse(JSON.stringify(old)))
    expect(read).toMatchObject({ language: null, fallbacks: {}, texts: {}, strictTexts: false })
    expect(sourceOf(read)).not.toHaveProperty('language')
    expect(compile(sourceOf(read)).program).not.toBeNull()
  })

  it('keeps its texts', () => {
    const build = buildWith({ ko: 'main: { name: { text: 이름? } }' })
    const read = readBuild(JSON.parse(JSON.stringify(build)))
    expect(read).toEqual(build)
    expect(compile(sourceOf(read)).program?.flows.get('main')?.languages.all).toEqual(['en', 'ko'])
  })
})
