import type { Compiled, Problem } from '@parley/flow'
import { hasWords, type Original, type Written, writeTexts } from '@parley/flow/texts'
import type { TextRepair } from './protocol.ts'

/** More are no one-click repair. */
const mostTexts = 500

/** What may mend a problem of a file of texts: the original taken over, to be translated, or a text that nothing asks for taken away. */
export function textRepairs(
  problem: Problem,
  texts: ReadonlyMap<string, string>,
  compiled: Compiled,
): readonly TextRepair[] {
  const { file: path = '', flow, node = null, field: key } = problem.place
  const before = texts.get(path)
  if (before === undefined || flow === undefined) return []
  const isHere = (text: Original): boolean =>
    text.flow === flow && (key === undefined || (text.node === node && text.key === key))
  const originals = compiled.texts.filter((text) => isHere(text) && text.use === 'read' && hasWords(text.text))
  const make = (id: string, words: TextRepair['words'], written: readonly Written[]): readonly TextRepair[] => {
    try {
      const after = writeTexts(before, written, compiled.texts)
      const shown = written.slice(0, 4).map(({ translation, ...place }) => ({
        at: `${place.flow}.${place.node ?? ''}.${place.key}`.replace('..', '.'),
        after: translation,
      }))
      return after === before ? [] : [{ id, words, path, before, after, changes: shown }]
    } catch {
      // The file is not what it should be: that is another problem.
      return []
    }
  }
  const takeOver = (): readonly TextRepair[] => {
    const written = originals.map(({ flow: of, node: inside, key: name, text }) => ({
      flow: of,
      node: inside,
      key: name,
      translation: text,
    }))
    if (written.length === 0 || written.length > mostTexts) return []
    const one = written.length === 1
    const words = {
      en: one
        ? 'Take over the original, to be translated'
        : `Take over the ${written.length} originals, to be translated`,
      ko: one ? '원문을 가져와 번역하기' : `원문 ${written.length}개를 가져와 번역하기`,
    }
    return make('take-over', words, written)
  }
  if (problem.code === 'missing-text' || problem.code === 'lost-variable') return takeOver()
  if (problem.code !== 'unknown-text' || key === undefined) return []
  return make('remove', { en: 'Remove the text', ko: '텍스트 삭제' }, [{ flow, node, key, translation: null }])
}
