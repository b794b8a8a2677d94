import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { diffBuilds } from './compared.ts'
import { loadSolution } from './load.ts'
import { restoreChanges } from './restore.ts'
import { listTemplates, readTemplate } from './templates.ts'
import { filesOfBuild, newSettings } from './version-files.ts'

const made: string[] = []
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))))

async function load(files: { readonly [path: string]: string }) {
  const folder = await mkdtemp(join(tmpdir(), 'parley-files-'))
  made.push(folder)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  const { build, problems } = await loadSolution(folder)
  if (build === null) throw new Error(JSON.stringify(problems, null, 2))
  return { build, problems }
}

describe('templates', () => {
  it('each become a solution of any name without problems', async () => {
    const ids = (await listTemplates()).map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['sign-up', 'questions', 'survey', 'appointment', 'braze-signup']))
    for (const id of ids) {
      const { build, problems } = await load((await readTemplate(id, 'quite-another')) ?? {})
      expect([id, build.name, problems]).toEqual([id, 'quite-another', []])
    }
  }, 120_000)
})

describe('the files of a version', () => {
  it('build the same version again', async () => {
    for (const id of ['questions', 'braze-signup', 'korean-english']) {
      const { build } = await load((await readTemplate(id, 'again')) ?? {})
      const { files, leftOut } = filesOfBuild(build)
      expect(leftOut).toEqual([])
      expect(diffBuilds(build, (await load(files)).build)).toMatchObject({ same: true })
    }
  }, 60_000)

  it('of one from before sources were kept have their settings, and say which actions are lost', async () => {
    const { build } = await load((await readTemplate('braze-signup', 'old-one')) ?? {})
    const { files, leftOut } = filesOfBuild({ ...build, sources: {} })
    expect(files['solution.ts']).toContain("braze_url: 'parley:braze-sandbox'")
    expect(leftOut.map(({ file }) => file)).toEqual(['actions/track-user.ts', 'solution.ts'])
  })
})

describe('bringing a version back', () => {
  it('changes what the version says otherwise, and leaves tests, notes and code alone', async () => {
    const files = (await readTemplate('braze-signup', 'back')) ?? {}
    const { build } = await load(files)
    expect(restoreChanges(files, build, { code: true }).changes).toEqual({})
    const flow = files['flows/main.flow.json'] ?? ''
    const later = {
      ...files,
      'flows/main.flow.json': flow.replace('Hello!', 'Ahoy!'),
      'flows/more.flow.json': flow,
      'actions/track-user.ts': 'export default 1',
      'tests/other.test.yaml': 'stories: []',
      'NOTES.md': 'mine',
    }
    expect(restoreChanges(later, build, { code: false }).changes).toEqual({
      'flows/main.flow.json': flow,
      'flows/more.flow.json': null,
    })
    expect(Object.keys(restoreChanges(later, build, { code: true }).changes)).toEqual([
      'flows/main.flow.json',
      'actions/track-user.ts',
      'flows/more.flow.json',
    ])
  })

  it('takes another layout of a flow for the same', async () => {
    const files = (await readTemplate('survey', 'laid-out')) ?? {}
    const { build } = await load(files)
    const flat = JSON.stringify(JSON.parse(files['flows/main.flow.json'] ?? ''))
    expect(restoreChanges({ ...files, 'flows/main.flow.json': flat }, build, { code: true }).changes).toEqual({})
  })
})

describe('settings written anew', () => {
  it('say what they are given, without what is undefined', () => {
    const text = newSettings({
      name: 'a',
      start: 'main',
      language: undefined,
      params: { sandbox: { a: "it's" }, prod: {} },
    })
    expect(text).toBe(
      "import { defineSolution } from '@parley/actions'\n\nexport default defineSolution({\n  name: 'a',\n  start: 'main',\n  params: { sandbox: { a: 'it\\'s' }, prod: {} },\n})\n",
    )
  })
})
