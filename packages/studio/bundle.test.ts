import { brotliCompressSync, constants } from 'node:zlib'
import { wordLanguages } from '@parley/nlu/intents'
import type { Metafile } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { pages } from './app/pages.ts'
import { brotliQuality } from './bundle.ts'
import { bundleApp, bundleWorker, workerEntry } from './bundle-source.ts'
import { outputOf, pageParts, partsOf, withImports } from './page-parts.ts'

/**
 * What may be sent, in bytes as it is sent (packed). On a connection of 10 Mbit/s, 100,000 bytes take a twelfth of a second; a slow
 * processor takes longer to read them than a connection takes to bring them.
 */
const budgets = {
  /** What every page needs: React, the router, the kit of controls, the frame. */
  first: 215_000,
  /** What a page needs besides; within a solution the shared document and its frame are 48,000 of it. */
  page: 80_000,
  /** Pages that do more: the canvas, editors of texts, settings that are read from code and written into it. */
  pages: { flows: 160_000, texts: 125_000, settings: 140_000, understanding: 105_000 } as {
    readonly [page: string]: number
  },
  /** What is loaded later, when it is wanted: an editor of code, charts. */
  later: 200_000,
  /** The compiler with zod, patterns, phone numbers and dates is most of it. */
  worker: 425_000,
  /** What the worker loads when a sentence has to be understood: cities and countries by all their names, phone numbers to be found. */
  mentions: 325_000,
  /** What the worker loads when there is something to learn or was learned: what words mean, of each language that is spoken. */
  words: 1_450_000,
  style: 16_000,
}

interface Output {
  readonly bytes: number
  readonly inputs: Metafile['outputs'][string]['inputs']
}

let app: Awaited<ReturnType<typeof bundleApp>>
let worker: Awaited<ReturnType<typeof bundleWorker>>

beforeAll(async () => {
  worker = await bundleWorker()
  app = await bundleApp('/studio/assets/worker.js')
}, 120_000)

const packed = (contents: Uint8Array): number =>
  brotliCompressSync(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } }).length

function outputsOf(built: typeof app): ReadonlyMap<string, Output> {
  const contents = new Map(built.outputFiles.map((file) => [file.path.split('/').at(-1), file.contents]))
  return new Map(
    Object.entries(built.metafile.outputs).map(([path, { inputs }]) => [
      path,
      { bytes: packed(contents.get(path.split('/').at(-1)) ?? new Uint8Array()), inputs },
    ]),
  )
}

/** An input's package, or its folder in the Studio. */
const sourceOf = (input: string): string =>
  /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? input.split('/').slice(0, -1).join('/')

/** Nothing when it fits; else how large it is, and what is large in it. */
function excess(what: string, most: number, outputs: readonly Output[]): readonly string[] {
  const bytes = outputs.reduce((sum, each) => sum + each.bytes, 0)
  if (bytes <= most) return []
  const sources = new Map<string, number>()
  for (const { inputs } of outputs)
    for (const [input, { bytesInOutput }] of Object.entries(inputs))
      sources.set(sourceOf(input), (sources.get(sourceOf(input)) ?? 0) + bytesInOutput)
  const largest = [...sources].sort(([, a], [, b]) => b - a).slice(0, 6)
  const named = largest.map(([source, size]) => `${source} ${Math.round(size / 1000)} kB`).join(', ')
  return [`${what}: ${bytes} bytes packed, at most ${most}; unpacked the largest are ${named}`]
}

describe('what browsers are sent stays small', () => {
  it('for every page: what all of them need, and its own', () => {
    const { outputs } = app.metafile
    const sizes = outputsOf(app)
    const sized = (paths: Iterable<string>): readonly Output[] =>
      [...paths].flatMap((path) => sizes.get(path) ?? []).filter(({ bytes }) => bytes > 0)
    const first = withImports(outputs, outputOf(outputs, 'app/main.tsx'))
    const over = [...excess('what every page needs', budgets.first, sized(first))]
    for (const entry of pages) {
      const own = [...partsOf(outputs, entry)].filter((path) => !first.has(path))
      over.push(...excess(`the page ${entry.page}`, budgets.pages[entry.page] ?? budgets.page, sized(own)))
    }
    for (const [path, { entryPoint }] of Object.entries(outputs)) {
      if (entryPoint === undefined || !path.endsWith('.js')) continue
      const own = [...withImports(outputs, path)].filter((each) => !first.has(each))
      over.push(...excess(entryPoint, budgets.later, sized(own)))
    }
    expect(over).toEqual([])
  })

  it('for the style', () => {
    const { outputs } = app.metafile
    const style = outputs[outputOf(outputs, 'app/main.tsx')]?.cssBundle ?? ''
    const sizes = outputsOf(app)
    expect(
      excess(
        'the style',
        budgets.style,
        [...sizes].flatMap(([path, each]) => (path === style ? [each] : [])),
      ),
    ).toEqual([])
    // One sheet is sent, so it must have in it what every part brings along.
    const brought = Object.entries(outputs).flatMap(([path, { inputs }]) =>
      path.endsWith('.css') ? Object.keys(inputs) : [],
    )
    expect(Object.keys(outputs[style]?.inputs ?? {})).toEqual(expect.arrayContaining([...new Set(brought)]))
  })

  it('for the worker, which has nothing of Node, of the page and of editors in it', () => {
    const { outputs } = worker.metafile
    const first = withImports(outputs, outputOf(outputs, workerEntry))
    const sizes = [...outputsOf(worker)]
    const hasWords = ({ inputs }: Output) => Object.keys(inputs).some((path) => /nlu\/words\/\w+\.json$/.test(path))
    const sized = (isFirst: boolean) =>
      sizes.flatMap(([path, each]) => (first.has(path) === isFirst && !hasWords(each) ? [each] : []))
    expect(excess('the worker', 100_000, sized(true))).toHaveLength(1)
    expect(excess('the worker', budgets.worker, sized(true))).toEqual([])
    expect(excess('what finds entities', 100_000, sized(false))).toHaveLength(1)
    expect(excess('what finds entities', budgets.mentions, sized(false))).toEqual([])
    const words = sizes.flatMap(([path, each]) => (!first.has(path) && hasWords(each) ? [each] : []))
    expect(words).toHaveLength(wordLanguages.length)
    for (const language of words) {
      expect(excess('what words mean', 100_000, [language])).toHaveLength(1)
      expect(excess('what words mean', budgets.words, [language])).toEqual([])
    }
    const lists = [...first].flatMap((path) => Object.entries(outputs[path]?.inputs ?? {}))
    expect(lists.filter(([path, { bytesInOutput }]) => path.endsWith('.json') && bytesInOutput > 0)).toEqual([])
    const inputs = Object.keys(worker.metafile.inputs)
    const unwanted = /node_modules\/(react|react-dom|@codemirror|monaco-editor|yjs)\/|^node:|\.tsx$|\.css$/
    expect(inputs.filter((path) => unwanted.test(path))).toEqual([])
    // Messages in fifty languages that nobody reads.
    expect(inputs.filter((path) => /zod\/v4\/locales\/(?!en\.)/.test(path))).toEqual([
      expect.stringContaining('index.js'),
    ])
  })
})

it('tells a browser which parts the page at an address needs', () => {
  const { outputs } = app.metafile
  const parts = pageParts(outputs, withImports(outputs, outputOf(outputs, 'app/main.tsx')))
  const at = (path: string) => parts.find(({ pattern }) => new RegExp(pattern).test(path))?.parts
  const begins = (module: string) => expect.arrayContaining([outputOf(outputs, module)])
  expect(at('')).toEqual(begins('pages/solutions.tsx'))
  expect(at('sign-in')).toEqual(begins('pages/sign-in.tsx'))
  expect(at('s/shop/flows/main')).toEqual(begins('pages/flows.tsx'))
  expect(at('s/shop')).toEqual(begins('pages/solution-frame.tsx'))
  expect(at('s/shop/actions')).toEqual(at('s/shop/actions/check'))
  expect(at('s/shop/nothing')).toBeUndefined()
})
