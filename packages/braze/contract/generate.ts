/**
 * Writes what is derived from the table as text: the requests and the client's methods with their documentation, for the editor, and
 * the reference page `docs/braze.md`. Run `node packages/braze/contract/generate.ts` after a change of a row; a test says when it is due.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderMethodFiles } from './method-text.ts'
import { renderReference } from './reference-text.ts'
import { renderRequestFiles } from './request-text.ts'

/** Texts by their paths from the repository's root. */
export function generate(): ReadonlyMap<string, string> {
  return new Map([
    ...renderRequestFiles('packages/braze/contract'),
    ...renderMethodFiles('packages/braze/client'),
    ['docs/braze.md', renderReference()],
  ])
}

/** Where a generated text lives. */
export function locate(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url))
}

if (import.meta.main) {
  for (const [path, text] of generate()) {
    mkdirSync(dirname(locate(path)), { recursive: true })
    writeFileSync(locate(path), text)
  }
}
