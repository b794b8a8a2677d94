import type { SolutionSource } from '@parley/flow'
import type { ByLanguage, NluContent } from './nlu-content.ts'

export type UnderstoodSource = Pick<SolutionSource, 'intents' | 'leastConfidence' | 'entities' | 'intentTexts'>

/** What the compiler of flows takes of it. `own`: the solution's language, for what was written without one. */
export function understoodSource(nlu: NluContent, own: string | null): UnderstoodSource {
  const { intents, leastConfidence, entities, labels = {}, answers = {} } = nlu
  const told = [...new Set([...Object.keys(labels), ...Object.keys(answers)])]
  return {
    intents,
    ...(leastConfidence === null ? {} : { leastConfidence }),
    ...(entities === undefined ? {} : { entities: Object.keys(entities) }),
    ...(told.length === 0 ? {} : { intentTexts: Object.fromEntries(told.map((intent) => [intent, textsOf(intent)])) }),
  }

  function textsOf(intent: string) {
    // An intent may be called "constructor".
    const [label, answer] = [labels, answers].map((texts) => (Object.hasOwn(texts, intent) ? texts[intent] : undefined))
    return {
      ...(label === undefined ? {} : { label: inLanguages(label, own) }),
      ...(answer === undefined ? {} : { answer: inLanguages(answer, own) }),
    }
  }
}

/** What names its language comes last, so that it counts. */
function inLanguages(texts: ByLanguage, own: string | null): ByLanguage {
  const sorted = Object.entries(texts).sort(([one], [other]) => Number(one !== '') - Number(other !== ''))
  return Object.fromEntries(sorted.map(([language, text]) => [language === '' ? (own ?? 'en') : language, text]))
}
