import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compile } from '../packages/flow/index.ts'
import { sourceOf } from '../packages/server/solution/build.ts'
import { loadSolution } from '../packages/server/solution/load.ts'
import { readStories } from '../packages/server/story/read.ts'
import { runStories as runAsParley } from '../packages/server/story/run.ts'
import { documentFrom } from '../packages/studio/source/document.ts'
import type { FlowFile } from '../packages/studio/source/flow-file.ts'
import { SourceStore } from '../packages/studio/source/store.ts'
import { storyFiles } from '../packages/studio/stories/runs.ts'
import { answerTo, handlers } from '../packages/studio/worker/answer.ts'
import { changesBetween, nothingTold, snapshotOf } from '../packages/studio/worker/changes.ts'
import { Compiler } from '../packages/studio/worker/compiler.ts'
import type { Surroundings } from '../packages/studio/worker/protocol.ts'

const examples = new URL('../examples', import.meta.url).pathname

async function filesIn(folder: string): Promise<{ readonly [path: string]: string }> {
  const files: { [path: string]: string } = {}
  for (const part of ['flows', 'texts', 'nlu', 'tests'])
    for (const name of await readdir(join(folder, part)).catch(() => []))
      files[`${part}/${name}`] = await readFile(join(folder, part, name), 'utf8')
  return files
}

/** What the server tells a browser of the solution's code. */
async function loaded(folder: string) {
  const { build, problems } = await loadSolution(folder)
  if (build === null) throw new Error(JSON.stringify(problems))
  const source = sourceOf(build)
  const { name, start, actions, language, flows, texts, recognizer, ...known } = source
  const { intents, leastConfidence, entities, intentTexts, ...more } = known
  const surroundings: Surroundings = { name, start, actions, more, ...(language === undefined ? {} : { language }) }
  return { build, source, surroundings }
}

/** One text of the bot is another one, so that stories fail there. */
function spoilt(flow: FlowFile, at: number): FlowFile {
  const texts = Object.entries(flow.nodes).filter(([, node]) => typeof node.text === 'string')
  const [id, node] = texts[at % texts.length] ?? []
  return id === undefined || node === undefined
    ? flow
    : { ...flow, nodes: { ...flow.nodes, [id]: { ...node, text: 'Something else altogether.' } } }
}

const spoils = [null, 0, 1, 2, 5, 9] as const

const told = (await readdir(examples, { recursive: true })).flatMap((path) => /^([^/]+)\/tests\//.exec(path)?.[1] ?? [])

test.each([...new Set(told)])(
  'the stories of %s have the same verdicts in the Studio as with parley test, also where they fail',
  { timeout: 120_000 },
  async (name) => {
    const folder = join(examples, name)
    const { build, source, surroundings } = await loaded(folder)
    const store = new SourceStore(documentFrom(await filesIn(folder)))
    const { files } = await readStories(folder)
    const mocked = files.map((file) => ({
      ...file,
      stories: file.stories.filter(({ story }) => story.actions === 'mocked'),
    }))
    const before = store.flow(source.start)
    let failures = 0
    for (const spoil of spoils) {
      if (before === undefined) throw new Error('it starts nowhere')
      store.editFlow(source.start, () => (spoil === null ? before : spoilt(before, spoil)))
      const compiler = new Compiler()
      const edit = changesBetween(nothingTold, snapshotOf(store))
      compiler.sync({ ...(edit ?? { flows: {}, nodes: [], texts: {} }), fresh: true, surroundings })
      compiler.learn(await answerTo(compiler, 'train', {}))
      const { flows } = compiler.checker.source
      const { program } = compile({ ...source, flows })
      if (program === null) throw new Error(JSON.stringify(compiler.checker.compiled.problems))
      const expected = (await runAsParley({ program, build }, mocked)).map(({ file, written, deviation, lines }) => ({
        file,
        name: written.story.story,
        deviation,
        lines,
      }))
      const answer = await answerTo(compiler, 'runStories', { files: storyFiles(store), paths: store.paths })
      const own = (answer.results ?? []).filter(({ verdict }) => verdict !== 'elsewhere')
      expect(own.map(({ file, name: story, deviation, lines }) => ({ file, name: story, deviation, lines }))).toEqual(
        expected,
      )
      expect(own.map(({ verdict }) => verdict === 'passed')).toEqual(
        expected.map(({ deviation }) => deviation === null),
      )
      failures += own.filter(({ verdict }) => verdict === 'failed').length
      if (spoil === null) expect(failures).toBe(0)
    }
    expect(failures).toBeGreaterThan(0)
  },
)

test('stories with real actions are not taken for passed', async () => {
  const folder = join(examples, 'braze-signup')
  const { surroundings } = await loaded(folder)
  const store = new SourceStore(documentFrom(await filesIn(folder)))
  const compiler = new Compiler()
  const edit = changesBetween(nothingTold, snapshotOf(store))
  compiler.sync({ ...(edit ?? { flows: {}, nodes: [], texts: {} }), fresh: true, surroundings })
  const { results } = handlers.runStories(compiler, { files: storyFiles(store), paths: store.paths }, () => {})
  expect(
    new Set(results?.filter(({ file }) => file === 'tests/braze.test.yaml').map(({ verdict }) => verdict)),
  ).toEqual(new Set(['elsewhere']))
})
