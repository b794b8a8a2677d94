import type { Candidate, Surroundings } from './candidate.ts'
import { numbersInDigits } from './digit-number.ts'
import { joinedNumbers } from './joined-number.ts'
import type { SeenText } from './seen-text.ts'
import { type FoundNumber, numbersInWords } from './word-number.ts'

/** Every number of the text, articles too, in the order in which they begin; none overlaps another. */
export function numbersIn(seen: SeenText, { language, locale }: Surroundings): readonly FoundNumber[] {
  const all = [
    ...(/\d/.test(seen.folded) ? numbersInDigits(seen.folded, locale, language) : []),
    ...numbersInWords(seen.folded, language),
    ...joinedNumbers(seen.folded, language),
  ]
  all.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: FoundNumber[] = []
  for (const number of all) {
    const last = kept.at(-1)
    if (last === undefined || number.start >= last.end) kept.push(number)
    else if (number.end - number.start > last.end - last.start) kept[kept.length - 1] = number
  }
  return kept
}

const percent =
  / ?(?:%|percent|per cent|prozent|pour cent|por ciento|por cento|per cento|procent|퍼센트|프로(?!\p{L})|パーセント)/uy

/** Numbers as entities; how they were meant stands in `resolution`. */
export function numberEntities(numbers: readonly FoundNumber[], { folded }: SeenText): readonly Candidate[] {
  return numbers
    .filter(({ article, value }) => article !== true && Number.isFinite(value))
    .map(({ value, start, end, confidence, ordinal }) => {
      percent.lastIndex = end
      const hundredths = ordinal !== true && percent.test(folded)
      const kind = ordinal === true ? { kind: 'ordinal' } : hundredths ? { unit: 'percent' } : null
      return {
        type: 'number',
        value,
        start,
        end: hundredths ? percent.lastIndex : end,
        confidence,
        ...(kind === null ? {} : { resolution: kind }),
      }
    })
}
