import type { StudioBuild } from '@parley/studio/build'
import { expect, test } from 'vitest'
import type { StudioFiles } from '../../studio-files.ts'
import { growingPage, languageOf, pageOf } from './page-html.ts'

const build: StudioBuild = {
  entry: '/studio/assets/studio-A.js',
  first: ['/studio/assets/part-B.js'],
  style: '/studio/assets/studio-C.css',
  files: new Map(),
  partsAt: (path) => (path === '/people' ? ['/studio/assets/part-P.js'] : []),
}

/** Files whose build goes on as the test says. */
function underWay() {
  const { promise, resolve, reject } = Promise.withResolvers<StudioBuild>()
  const listeners = new Set<(done: number) => void>()
  const files: StudioFiles = {
    build: () => promise,
    built: () => null,
    onProgress(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  return {
    files,
    listeners,
    resolve,
    reject,
    progress: (done: number) => {
      for (const listener of [...listeners]) listener(done)
    },
  }
}

test('a page asks at once for what every page needs and for its own parts', () => {
  const page = pageOf(build, '/people', 'en')
  expect(page).toContain('<link rel="modulepreload" href="/studio/assets/part-B.js">')
  expect(page).toContain('<link rel="modulepreload" href="/studio/assets/part-P.js">')
  expect(page).toContain('<script type="module" src="/studio/assets/studio-A.js"></script>')
  expect(pageOf(build, '/audit', 'en')).not.toContain('part-P.js')
})

test('a page that is asked for while the Studio is built says so at once, and how far it is, and is complete then', async () => {
  const { files, listeners, resolve, progress } = underWay()
  const page = growingPage(files, '/people', 'ko', () => undefined)
  const begun = (await page.next()).value
  expect(begun).toContain('<html lang="ko">')
  expect(begun).toContain('스튜디오를 준비하고 있습니다')
  expect(begun).not.toContain('<script')
  const told = page.next()
  await Promise.resolve()
  progress(0.01)
  await Promise.resolve()
  progress(0.25)
  expect((await told).value).toBe('<style>.opening i{width:25%}</style>\n')
  const end = page.next()
  resolve(build)
  const { value } = await end
  expect(value).toContain('<script type="module" src="/studio/assets/studio-A.js"></script>')
  expect(value).toContain('part-P.js')
  expect(value).toContain('</html>')
  expect((await page.next()).done).toBe(true)
  expect(listeners.size).toBe(0)
})

test('a Studio that cannot be built is said on the page, and why to whoever keeps the log', async () => {
  const { files, reject } = underWay()
  const told: unknown[] = []
  const page = growingPage(files, '', 'en', (error) => told.push(error))
  await page.next()
  const failure = new Error('no such module')
  reject(failure)
  expect((await page.next()).value).toContain('role="alert"')
  expect(told).toEqual([failure])
})

test('somebody who leaves meanwhile is told nothing more', async () => {
  const { files, listeners, progress } = underWay()
  const page = growingPage(files, '', 'en', () => undefined)
  await page.next()
  const told = page.next()
  await Promise.resolve()
  progress(0.5)
  await told
  await page.return()
  expect(listeners.size).toBe(0)
})

test.each([
  ['ko-KR,ko;q=0.9,en;q=0.8', 'ko'],
  ['en-GB,en;q=0.9,ko;q=0.1', 'en'],
  [undefined, 'en'],
])('the browser that asks for %s is answered in %s', (accepted, language) => {
  expect(languageOf(accepted)).toBe(language)
})
