import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SourceFiles } from '@parley/studio/source'
import { beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '../http/refusal.ts'
import { createDocumentStories } from './document-stories.ts'

const example = new URL('../../../examples/braze-signup', import.meta.url).pathname
const never = new AbortController().signal

let signup: SourceFiles

beforeAll(async () => {
  const paths = await readdir(example, { recursive: true })
  const files = paths.filter((path) => /\.(ts|json|yaml)$/.test(path))
  const read = files.map(async (path) => [path, await readFile(join(example, path), 'utf8')] as const)
  signup = Object.fromEntries(await Promise.all(read))
})

const storiesOf = (files: SourceFiles, options: { readonly longestMs?: number } = {}) =>
  createDocumentStories({ read: async () => files }, options)
const real = { file: 'tests/braze.test.yaml', index: 0 }
const sends = `stories:
  - story: Notes are sent
    steps:
      - bot: File?
      - file: notes.txt
      - bot: text/plain 7
      - ends: true
`
const filing = {
  format: 1,
  start: 'file',
  variables: { file: { type: 'file' } },
  nodes: {
    file: { kind: 'ask', text: 'File?', answer: { type: 'file' }, variable: 'file', to: { next: 'bye' } },
    bye: { kind: 'end', text: '{{ file.type }} {{ file.size }}' },
  },
}

describe('stories that a browser cannot play', { timeout: 120_000 }, () => {
  it('are played with real actions, and what they come to is told with its place', async () => {
    const stories = storiesOf(signup)
    const passed = await stories.run('signup', real, never)
    expect(passed).toMatchObject({ deviation: null, stands: { flow: 'main' } })
    expect(passed.transcript.map(({ who }) => who)).toContain('action')
    const text = signup['tests/braze.test.yaml'] ?? ''
    const spoilt = text.replace('first_name: Ada', 'first_name: Eve')
    expect(spoilt).not.toBe(text)
    const failed = await storiesOf({ ...signup, 'tests/braze.test.yaml': spoilt }).run('signup', real, never)
    expect(failed.deviation?.happened).toContain('Ada')
    expect(text.split('\n')[(failed.deviation?.line ?? 0) - 1]).toMatch(/^ {6}- /)
  })

  it('see the files that lie beside them', async () => {
    const files = {
      'solution.ts':
        "import { defineSolution } from '@parley/actions'\nexport default defineSolution({ name: 'f', start: 'main', params: { sandbox: {}, prod: {} } })\n",
      'flows/main.flow.json': JSON.stringify(filing),
      'tests/notes.test.yaml': sends,
      'tests/notes.txt': 'a note\n',
    }
    const run = await storiesOf(files).run('f', { file: 'tests/notes.test.yaml', index: 0 }, never)
    expect(run.deviation).toBeNull()
  })

  it('are refused in words where there is none, or the document has errors', async () => {
    const stories = storiesOf(signup)
    await expect(stories.run('signup', { ...real, index: 99 }, never)).rejects.toMatchObject({
      code: 'invalid-request',
    })
    const broken = storiesOf({ ...signup, 'flows/main.flow.json': '{' })
    await expect(broken.run('signup', real, never)).rejects.toMatchObject({ code: 'build-refused' })
  })

  it('end when they take too long, or nobody waits any more, and only so many wait', async () => {
    const late = storiesOf(signup, { longestMs: 1 })
    await expect(late.run('signup', real, never)).rejects.toThrow(/took longer/)
    const gone = new AbortController()
    const stories = storiesOf(signup)
    const all = Array.from({ length: 5 }, () => stories.run('signup', real, gone.signal))
    await expect(stories.run('signup', real, never)).rejects.toMatchObject({ code: 'overloaded' })
    gone.abort()
    const ended = await Promise.allSettled(all)
    expect(ended.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'rejected'))
    await expect(stories.run('signup', { ...real, index: 99 }, never)).rejects.toBeInstanceOf(Refusal)
  })
})
