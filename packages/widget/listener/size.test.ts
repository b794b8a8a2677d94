import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bundleListener } from './testing-bundle.ts'

test('the listener is under 7 KB of the widget, gzip', async () => {
  const bundle = await bundleListener()
  expect(bundle).toContain('createListener')
  expect(gzipSync(bundle, { level: 9 }).length).toBeLessThan(7 * 1024)
})
