import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildWidget, type WidgetBuild, type WidgetFile } from './build.ts'

let built: WidgetBuild
beforeAll(async () => {
  built = await buildWidget()
}, 60_000)

const zipped = ({ gzip }: WidgetFile): number => gzip.length

describe('the built widget', () => {
  it('has a loader of less than 5 KB', () => {
    expect(zipped(built.loader)).toBeLessThan(5 * 1024)
    expect(gunzipSync(built.loader.gzip)).toEqual(built.loader.body)
  })

  it('is less than 45 KB in every language', () => {
    const sizes = [...built.modules.values()].map(zipped)
    const languages = sizes.filter((size) => size < 2048)
    const all = sizes.filter((size) => size >= 2048).reduce((sum, size) => sum + size, zipped(built.loader))
    expect(all + Math.max(...languages)).toBeLessThan(45 * 1024)
    // Nothing else is apart: what is large counts above.
    expect(languages.length).toBe(sizes.length - 2)
  })

  it('names the main module in the loader, and modules by their content', async () => {
    const [main] = [...built.modules.keys()].filter((path) => path.startsWith('/widget/main-'))
    expect(built.loader.body.toString()).toContain(main?.slice(1))
    const again = await buildWidget()
    expect([...again.modules.keys()].sort()).toEqual([...built.modules.keys()].sort())
    expect(again.loader.etag).toBe(built.loader.etag)
  })

  it('makes no code or markup from text, which a strict policy of the page would refuse', () => {
    for (const { body } of [built.loader, ...built.modules.values()]) {
      expect(body.toString()).not.toMatch(
        /\beval\(|new Function\(|document\.write|insertAdjacentHTML|setAttribute\("style"/,
      )
    }
  })

  it('keeps its styles small', () => {
    const styles = [...built.modules.values()]
      .map(({ body }) => body.toString())
      .find((text) => text.includes('.launcher'))
    expect(styles).not.toMatch(/\n\s+\w[\w-]+: [^\n]+;\n/)
  })
})
