import type { Problem } from '@parley/flow'
import { brazeSentences } from './braze-sentences.ts'
import { commonSentences } from './common-sentences.ts'
import { flowSentences } from './flow-sentences.ts'
import { importSentences } from './import-sentences.ts'
import { koreanKinds } from './kinds.ts'
import { type Sentence, translator } from './sentence.ts'
import { understandingSentences } from './understanding-sentences.ts'
import { valueSentences } from './value-sentences.ts'

export const sentences: readonly Sentence[] = [
  ...commonSentences,
  ...flowSentences,
  ...valueSentences,
  ...understandingSentences,
  ...brazeSentences,
  ...importSentences,
]

const translate = translator(sentences)
const kinds: { readonly [code: string]: string } = koreanKinds

/**
 * What a problem says, in Korean, with all names that it has in English. Words that are not the platform's own (of the compiler of
 * TypeScript, of a pattern's reader) stay in English behind what they are about.
 */
export function inKorean({ code, reason, repair }: Pick<Problem, 'code' | 'reason' | 'repair'>): {
  readonly reason: string
  readonly repair: string
} {
  const kind = kinds[code]
  return {
    reason: translate(reason) ?? (kind === undefined ? reason : `${kind} (${reason})`),
    repair: translate(repair) ?? repair,
  }
}
