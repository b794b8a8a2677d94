import { flowNameOf, rewriteJson } from '@parley/studio/source'

/** Members of a flow whose order means nothing. */
const loose = new Set(['', 'nodes'])

/** A file as it is to be written over another one: of a flow, what did not change stays as it is written there. // FO3 */
export function writtenAs(path: string, before: string | undefined, text: string): string {
  if (before === undefined || flowNameOf(path) === null) return text
  try {
    const written = rewriteJson(before, JSON.parse(text), loose)
    return JSON.stringify(JSON.parse(written)).length === JSON.stringify(JSON.parse(text)).length ? written : text
  } catch {
    return text
  }
}
