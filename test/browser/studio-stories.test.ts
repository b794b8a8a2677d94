import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readStories } from '../../packages/server/story/read.ts'
import { type StudioRun, startStudio } from '../support/studio.ts'

const examples = new URL('../../examples', import.meta.url).pathname
const screenshots = process.env.PARLEY_SCREENSHOTS
/** The first page waits until the Studio has been built; a real story brings processes of its own. */
const patience = { timeout: 120_000 }

const told = (await readdir(examples, { recursive: true })).flatMap((path) => /^([^/]+)\/tests\//.exec(path)?.[1] ?? [])

let studio: StudioRun

beforeAll(async () => {
  studio = await startStudio()
})
afterAll(() => studio?.close())

/** The texts of an example, as a solution of another name. */
async function textsOf(example: string, name: string): Promise<{ readonly [path: string]: string }> {
  const folder = join(examples, example)
  const paths = (await readdir(folder, { recursive: true })).filter((path) =>
    /^(solution\.ts|(actions|flows|nlu|tests|texts)\/.+\.(ts|py|json|ya?ml)|[^/]+\.py)$/.test(path),
  )
  const read = paths.map(async (path) => [path, await readFile(join(folder, path), 'utf8')] as const)
  const files = Object.fromEntries(await Promise.all(read))
  return { ...files, 'solution.ts': (files['solution.ts'] ?? '').replace(/name: '[^']+'/, `name: '${name}'`) }
}

async function make(name: string, files: { readonly [path: string]: string }): Promise<void> {
  const owner = await studio.person('owner')
  const made = await owner.ask('POST', '/solutions', { name, from: { kind: 'empty' } })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const put = await owner.ask('PUT', `/solutions/${name}/files`, { files })
  expect(put.status, JSON.stringify(put.body)).toBe(200)
}

async function shot(page: Page, name: string): Promise<void> {
  if (screenshots === undefined) return
  await mkdir(screenshots, { recursive: true })
  await page.screenshot({ path: join(screenshots, `studio-${name}.png`) })
}

const sum = (page: Page) => page.getByRole('status').filter({ hasText: /passed/ })

describe('all stories of the examples pass in the Studio', () => {
  test.each([...new Set(told)])('%s', { timeout: 300_000 }, async (example) => {
    const { files } = await readStories(join(examples, example))
    const stories = files.flatMap((file) => file.stories)
    const real = stories.filter(({ story }) => story.actions === 'real').length
    const name = `own-${example}`
    await make(name, await textsOf(example, name))
    const page = await studio.open(`/s/${name}/tests`)
    // By themselves those are played that a browser can play; the others are not taken for passed.
    const left = real === 0 ? '' : `, ${real} not played`
    await sum(page)
      .getByText(`${stories.length - real} passed, 0 failed${left}`)
      .waitFor(patience)
    await page.getByRole('button', { name: 'Run all' }).click()
    await sum(page).getByText(`${stories.length} passed, 0 failed`, { exact: true }).waitFor(patience)
    await shot(page, `stories-${example}`)
    await page.context().close()
  })
})

const flow = {
  format: 1,
  start: 'photo',
  variables: { photo: { type: 'file' } },
  nodes: {
    photo: { kind: 'ask', text: 'A photo?', answer: { type: 'file' }, variable: 'photo', to: { next: 'bye' } },
    bye: { kind: 'end', text: 'Thank you.', outcome: 'done' },
  },
}
const story = (what: string, file: string) => `stories:
  - story: ${what}
    steps:
      - bot: A photo?
      - file: ${file}
      - bot: Thank you.
      - ends: done
`

test('the simulator understands as the server does, and shows what it took words for, in Korean too', {
  timeout: 300_000,
}, async () => {
  await make('own-trips', await textsOf('travel', 'own-trips'))
  const page = await studio.open('/s/own-trips')
  await page.evaluate(() => localStorage.setItem('parley.studio.language', 'ko'))
  await page.reload()
  await page.getByRole('tab', { name: '시뮬레이터' }).click(patience)
  await page.getByRole('button', { name: '대화 시작' }).click()
  const log = page.getByRole('log', { name: '시뮬레이터' })
  await log.getByText('Hello! What can I do for you?').waitFor(patience)
  await page
    .getByRole('textbox', { name: '메시지 입력' })
    .fill("I'm Ada Lovelace, I want to book a trip to Busan on Friday")
  await page.getByRole('button', { name: '보내기', exact: true }).click()
  await log.getByText(/^Noted, Ada. You are going to Busan/).waitFor(patience)
  await page.getByRole('button', { name: '2번째 턴에서 일어난 일' }).click()
  await log.getByText('first_name, last_name, city, day 채움').waitFor()
  await log.getByText('book_trip', { exact: true }).waitFor()
  await shot(page, 'simulator-korean')
  await page.context().close()
})

test('a story that sends a file says where it can be played, and is not taken for passed', {
  timeout: 300_000,
}, async () => {
  await make('photos', {
    'solution.ts':
      "import { defineSolution } from '@parley/actions'\nexport default defineSolution({ name: 'photos', start: 'main', params: { sandbox: {}, prod: {} } })\n",
    'flows/main.flow.json': JSON.stringify(flow),
    'tests/a.test.yaml': story('A photo from the folder', 'wheel.jpg'),
    'tests/b.test.yaml': story('A note of the document', 'note.txt'),
    'tests/c.test.yaml': story('A photo that is told of', '{ name: wheel.jpg, type: image/jpeg }'),
    'tests/note.txt': 'A note.',
  })
  const page = await studio.open('/s/photos/tests')
  await sum(page).getByText('1 passed, 0 failed, 2 not played').waitFor(patience)
  await page.getByRole('button', { name: 'Run all' }).click()
  await sum(page).getByText('2 passed, 0 failed, 1 not played').waitFor(patience)
  await page.getByRole('button', { name: /^not played A photo from the folder/ }).click()
  await page.getByText(/only “parley test” in the solution’s folder can play it/).waitFor()
  await shot(page, 'stories-file')
  await page.context().close()
})
