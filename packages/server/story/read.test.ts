import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  addToStoryFile,
  generateStories,
  parseStories,
  playStory,
  type Story,
  writeStoryFile,
} from '@parley/flow/story'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sourceOf } from '../solution/build.ts'
import { loadSolution } from '../solution/load.ts'
import { readStories } from './read.ts'

const file = 'tests/a.test.yaml'
const problemsOf = (text: string) => {
  const read = parseStories(file, text)
  return 'problems' in read ? read.problems.map(({ place, reason }) => ({ line: place.line, reason })) : []
}

describe('files of stories', () => {
  it('keep the line of every story and step', () => {
    const read = parseStories(
      file,
      `# head
stories:
  - story: One
    steps:
      - bot: Hello
      - user: [a, b]
      - action: x
        outcome: success

      - ends: true
  - story: Two
    steps: [{ bot: x }, { ends: true }]
`,
    )
    const lines = 'stories' in read ? read.stories.map(({ line, lines }) => [line, lines]) : []
    expect(lines).toEqual([
      [3, [5, 6, 7, 10]],
      [11, [12, 12]],
    ])
  })

  it('say where a mistake is and what it is', () => {
    expect(problemsOf('stories:\n  - story: x\n    steps:\n      - bto: Hello\n')).toMatchObject([
      { line: 4, reason: expect.stringMatching(/^A step is one of bot, user/) },
    ])
    expect(problemsOf('stories:\n  - story: x\n    steps:\n      - bot: a\n      - wait: 10\n')).toMatchObject([
      { line: 5 },
    ])
    expect(problemsOf('stories:\n  - story: x\n    flwo: y\n    steps: [{ bot: a }]\n')).toMatchObject([{ line: 2 }])
    expect(problemsOf('stories:\n  - story: x\n    steps:\n      - bot: /(/\n')).toMatchObject([
      { line: 4, reason: expect.stringContaining('no pattern') },
    ])
    expect(problemsOf('stories: [')).toMatchObject([{ line: expect.any(Number) }])
    expect(problemsOf('')).toHaveLength(1)
    expect(problemsOf('stories: []')).toHaveLength(1)
  })

  it('cannot unfold to more than they hold', () => {
    const levels = Array.from(
      { length: 30 },
      (_each, index) => `l${index + 1}: &l${index + 1} [*l${index}, *l${index}, *l${index}]`,
    )
    const bomb = `l0: &l0 x\n${levels.join('\n')}\nstories: *l30\n`
    expect(problemsOf(bomb)).toEqual([{ reason: expect.stringMatching(/alias/i) }])
    expect(problemsOf(`stories: ${'['.repeat(50_000)}`).length).toBeGreaterThan(0)
    expect(problemsOf(`stories: ${'{a: '.repeat(20_000)}`).length).toBeGreaterThan(0)
    expect(problemsOf('a: &a { b: *a }\nstories: *a').length).toBeGreaterThan(0)
  })
})

describe('a folder', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-stories-'))
    await mkdir(join(folder, 'tests'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('gives its stories, and problems of those that cannot be read', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    await writeFile(join(folder, 'tests/photo.jpg'), png)
    await writeFile(
      join(folder, file),
      'stories: [{ story: x, steps: [{ file: photo.jpg }, { file: other.pdf }, { file: ../a }] }]',
    )
    await writeFile(join(folder, 'tests/b.test.yaml'), 'stories: 3')
    await mkdir(join(folder, 'tests/c.test.yaml'))
    const { files, problems } = await readStories(folder)
    // What lies beside the story is what it is, whatever it is called.
    expect(files.flatMap(({ stories }) => stories.flatMap(({ story }) => story.steps))).toEqual([
      { file: { name: 'photo.jpg', type: 'image/png', size: png.length } },
      { file: 'other.pdf' },
      { file: '../a' },
    ])
    expect(problems.map(({ place }) => place.file)).toEqual(['tests/b.test.yaml', 'tests/c.test.yaml'])
  })

  it('without tests has none', async () => {
    expect(await readStories(join(folder, 'nowhere'))).toEqual({ files: [], problems: [] })
  })
})

describe('written stories', () => {
  it('are read as they were written, and pass', { timeout: 60_000 }, async () => {
    for (const name of ['every-message', 'korean-english', 'braze-signup']) {
      const { program, build } = await loadSolution(new URL(`../../../examples/${name}`, import.meta.url).pathname)
      if (program === null || build === null) throw new Error(`${name} has problems`)
      const { stories } = generateStories(program, sourceOf(build))
      expect(stories.length).toBeGreaterThan(1)
      const read = parseStories(file, writeStoryFile(stories, ['Some words', 'and more']))
      const again = 'stories' in read ? read.stories.map(({ story }) => story) : []
      for (const story of again) expect(playStory(program, story), story.story).toBeNull()
      expect(again.map(({ steps }) => steps)).toEqual(stories.map(({ steps }) => JSON.parse(JSON.stringify(steps))))
    }
  })

  it('keep texts texts, whatever they look like', () => {
    const words = [
      'yes',
      'no',
      '12',
      '1e3',
      '2026-01-05',
      '2026-01-05T12:00:00Z',
      '0x1F',
      'null',
      '~',
      '- x',
      '#1',
      'a: b',
      '"',
      "'",
      ' x ',
      'é\n\nz',
      '14:30',
      '\t',
    ]
    const story: Story = {
      story: 'x',
      actions: 'mocked',
      contact: {},
      variables: {},
      steps: words.map((user) => ({ user })),
    }
    const read = parseStories(file, writeStoryFile([story], []))
    expect('stories' in read && read.stories[0]?.story.steps).toEqual(words.map((user) => ({ user })))
  })

  it('are added to a file without changing what people wrote there', () => {
    const present = '# Ours\nstories:\n  - story: One # the first\n    steps:\n      - bot: "Hello"\n'
    const story: Story = { story: 'Two', actions: 'mocked', contact: {}, variables: {}, steps: [{ user: 'Ada' }] }
    expect(addToStoryFile(present, story)).toBe(`${present}\n  - story: Two\n    steps:\n      - user: Ada\n`)
  })
})
