import { z } from 'zod'
import type { Said } from '../event.ts'
import { choiceIdForm } from '../id.ts'
import type { Choice } from '../message.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import { type AnswerKind, type Reading, wordsOf, wrong } from './answer.ts'

export const choiceSource = z.strictObject({
  type: z.literal('choice'),
  choices: z
    .array(
      z.strictObject({
        id: z.string(),
        label: z.string().min(1).max(200),
        synonyms: z.array(z.string().min(1).max(200)).max(50).optional(),
      }),
    )
    .min(1)
    .max(100),
})
type ChoiceSource = z.infer<typeof choiceSource>

export interface ChoiceAnswer {
  readonly type: 'choice'
  readonly choices: readonly Choice[]
  /** Folded id, label, synonym or number → id of the choice. */
  readonly words: ReadonlyMap<string, string>
  /** Choice id → the ready reading. */
  readonly picks: ReadonlyMap<string, Reading>
}

/** The form in which words are compared: no case, no accents, no outer punctuation, single spaces. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^[\s.,;:!?'"()]+|[\s.,;:!?'"()]+$/g, '')
    .replace(/\s+/g, ' ')
}

export const choiceAnswer: AnswerKind<ChoiceSource, ChoiceAnswer> = {
  source: choiceSource,
  holds: ['choice', 'text', 'json'],
  compile(source, build, path) {
    const words = new Map<string, string>()
    for (const [index, choice] of source.choices.entries()) addWords(words, choice, build, [...path, 'choices', index])
    // A typed number counts the choices, unless a choice is itself called by that number.
    source.choices.forEach(({ id }, index) => {
      if (!words.has(String(index + 1))) words.set(String(index + 1), id)
    })
    const picks = new Map<string, Reading>()
    for (const { id } of source.choices) {
      const port = `choice.${id}`
      picks.set(id, { kind: 'value', value: id, port: build.routed(port) ? port : 'next' })
    }
    return { type: 'choice', choices: source.choices.map(({ id, label }) => ({ id, label })), words, picks }
  },
  hint: () => ({ type: 'choice' }),
  choices: (answer) => answer.choices,
  ports: (source) => source.choices.map(({ id }) => `choice.${id}`),
  read(answer, said) {
    return answer.picks.get(pick(answer, said) ?? '') ?? wrong('Please pick one of the options.')
  },
}

function pick(answer: ChoiceAnswer, said: Said): string | undefined {
  const words = wordsOf(said)
  if (words === null || words.length > 400) return undefined
  if (said.kind !== 'text') return answer.picks.has(words) ? words : undefined
  return answer.words.get(fold(words))
}

function addWords(
  words: Map<string, string>,
  choice: ChoiceSource['choices'][number],
  build: NodeBuild,
  path: Path,
): void {
  const { id } = choice
  if (!choiceIdForm.test(id)) {
    build.problem('bad-id', [...path, 'id'], `The choice id "${id}" is not an id.`, 'Use letters, digits, "_" and "-".')
  }
  const called: [string, Path][] = [
    [id, [...path, 'id']],
    [choice.label, [...path, 'label']],
    ...(choice.synonyms ?? []).map((word, index): [string, Path] => [word, [...path, 'synonyms', index]]),
  ]
  // The same word may name one choice twice ("iOS" and "ios"), never two choices.
  for (const [word, place] of called) {
    const other = words.get(fold(word))
    if (fold(word) === '')
      build.problem('bad-choice', place, 'These words have nothing to compare.', 'Use letters or digits.')
    else if (place.at(-1) === 'id' && other === id) {
      build.problem('bad-choice', place, `Two choices have the id "${id}".`, 'Give each choice its own id.')
    } else if (other !== undefined && other !== id) {
      build.problem(
        'bad-choice',
        place,
        `"${word}" also names the choice "${other}".`,
        'Let each id, label and synonym name one choice only.',
      )
    } else words.set(fold(word), id)
  }
}
