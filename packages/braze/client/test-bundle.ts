import { fileURLToPath } from 'node:url'
import { build, type Platform } from 'esbuild'

/** The client as one script that sets the global `parley`, for a runtime without packages; and what it imports. */
export async function bundleClient(
  platform: Platform,
): Promise<{ readonly text: string; readonly imported: readonly string[] }> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('../index.ts', import.meta.url))],
    bundle: true,
    write: false,
    metafile: true,
    platform,
    format: 'iife',
    globalName: 'parley',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  })
  const imported = Object.values(result.metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path))
  return { text: result.outputFiles[0]?.text ?? '', imported }
}

/**
 * What is run elsewhere, where `url` and `apiKey` are given: a write, a list, a failure, and an end that leaves nothing behind. A promise
 * of JSON.
 */
export const trial = `(async () => {
  const reports = []
  const braze = parley.createBraze({ url, apiKey, onRequest: ({ endpoint, status }) => reports.push([endpoint, status]) })
  const tracked = await braze.users.track({ attributes: [{ external_id: 'ann', dob: '1990-05-03' }] })
  const names = []
  for await (const segment of braze.segments.list.all()) names.push(segment.name)
  const failed = await braze.catalogs.delete({ catalog_name: 'none' }).catch((error) => [error.name, error.code, error.retry])
  const problems = parley.checkProfile({ external_id: 'ann', birthday: '1990-05-03' }).map(({ suggestion }) => suggestion)
  await braze.close()
  return JSON.stringify({ message: tracked.message, names, failed, problems, reports })
})()`

/** A segment that the trial finds. */
export const trialSegment = { id: '5e900000-0000-4000-8000-000000000001', name: 'All' }

export const trialResult = {
  message: 'success',
  names: ['All'],
  failed: ['BrazeError', 'not-found', 'no'],
  problems: ['dob'],
  reports: [
    ['users.track', 201],
    ['segments.list', 200],
    ['catalogs.delete', 404],
  ],
}
