import type { Compiled, Problem } from '@parley/flow'
import type { SolutionBuild } from './build.ts'
import type { Translated } from './texts-record.ts'
import { sheetOf } from './texts-sheet.ts'

/** Translations whose original has changed since. */
export function staleTexts(build: SolutionBuild, texts: Compiled['texts'], translated: Translated): readonly Problem[] {
  return Object.entries(build.texts).flatMap(([language, { file }]) => {
    if (translated[language] === undefined) return []
    return sheetOf(build, texts, language, translated)
      .rows.filter((row) => row.state === 'changed')
      .map(({ flow, node, key, id }): Problem => {
        const place = flow === null ? { field: id } : { flow, ...(node === null ? {} : { node }), field: key }
        return {
          code: 'stale-text',
          severity: 'warning',
          place: { file, ...place },
          reason: 'The original has changed since it was translated.',
          repair:
            'Translate it anew: "parley texts export" marks it as changed. What is still right needs one import more.',
        }
      })
  })
}
