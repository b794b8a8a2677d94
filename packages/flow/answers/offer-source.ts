import { z } from 'zod'
import { addressSource, labelSource } from '../content/setting.ts'
import { choiceIdForm } from '../id.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import { fold } from './fold.ts'

/** What a question offers at most: more than anybody reads. */
export const mostChoices = 200
const mostCards = 20
const mostButtons = 6

const image = addressSource.optional().meta({ description: 'Liquid; https address of an image.' })

const pickSource = z.strictObject({
  id: z.string().max(64).meta({ description: 'What comes back: letters, digits, "_" and "-".' }),
  label: labelSource.meta({ description: 'Liquid; what is shown.' }),
  synonyms: z
    .array(z.string().min(1).max(200))
    .max(50)
    .optional()
    .meta({ description: 'Other words for it that people type, in any language.' }),
  description: z.string().min(1).max(500).optional().meta({ description: 'Liquid; a line below the label.' }),
  image,
  url: addressSource.optional().meta({ description: 'Liquid; an address that opens when it is picked.' }),
})

export const linkButtonSource = z.strictObject({
  label: labelSource.meta({ description: 'Liquid; what is shown.' }),
  url: addressSource.meta({ description: 'Liquid; the address that it opens; nothing is picked.' }),
})

export const cardParts = {
  title: labelSource.meta({ description: 'Liquid.' }),
  text: z.string().min(1).max(1000).optional().meta({ description: 'Liquid; below the title.' }),
  image,
}

const cardSource = z.strictObject({
  ...cardParts,
  choices: z
    .array(z.union([pickSource, linkButtonSource]))
    .min(1)
    .max(mostButtons)
    .meta({ description: 'Buttons: with "id" they are picked, without they open their "url".' }),
})

/** What may be picked, and how it is shown. */
export const offerShape = {
  choices: z.array(pickSource).min(1).max(mostChoices).optional().meta({ description: 'What may be picked.' }),
  from: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: `CEL instead of "choices": a list of texts or of { id, label, description?, image?, url? }, the first ${mostChoices} count. With style "carousel" of { title, text?, image?, choices? }.`,
    }),
  search: z.boolean().optional().meta({ description: 'Whether the choices can be searched.' }),
}

export const cardsShape = {
  cards: z
    .array(cardSource)
    .min(1)
    .max(mostCards)
    .optional()
    .meta({ description: 'Instead of "choices": cards side by side, each with its own.' }),
}

export type PickSource = z.infer<typeof pickSource>
export type CardSource = z.infer<typeof cardSource>
export interface OfferSource {
  readonly choices?: readonly PickSource[] | undefined
  readonly cards?: readonly CardSource[] | undefined
  readonly from?: string | undefined
}

/** Every choice that a flow file names itself, those of cards among them. */
export function pickSources(source: OfferSource): readonly PickSource[] {
  return source.choices ?? source.cards?.flatMap((card) => card.choices.filter((button) => 'id' in button)) ?? []
}

/** Reports what cannot be offered. `ways`: the members that can say what is. */
export function checkOffer(source: OfferSource, ways: string, build: NodeBuild, path: Path): void {
  const stated = [source.choices, source.cards, source.from].filter((each) => each !== undefined).length
  if (stated !== 1) {
    build.problem('bad-choice', path, 'A choice says once what may be picked.', `Give it ${ways}.`)
  }
  const words = new Map<string, string>()
  source.choices?.forEach((choice, index) => {
    checkWords(words, choice, build, [...path, 'choices', index], true)
  })
  source.cards?.forEach((card, index) => {
    card.choices.forEach((button, position) => {
      // Cards may say the same on their buttons: the card tells which is meant.
      const place = [...path, 'cards', index, 'choices', position]
      if ('id' in button) checkWords(words, button, build, place, false)
    })
  })
}

function checkWords(words: Map<string, string>, choice: PickSource, build: NodeBuild, path: Path, all: boolean): void {
  const { id } = choice
  if (!choiceIdForm.test(id))
    build.problem('bad-id', [...path, 'id'], `The choice id "${id}" is not an id.`, 'Use letters, digits, "_" and "-".')
  const called: [string, Path][] = [[id, [...path, 'id']]]
  if (all && !/\{[{%]/.test(choice.label)) called.push([choice.label, [...path, 'label']])
  choice.synonyms?.forEach((word, index) => void called.push([word, [...path, 'synonyms', index]]))
  // The same word may name one choice twice ("iOS" and "ios"), never two choices.
  for (const [word, place] of called) {
    const other = words.get(fold(word))
    if (fold(word) === '')
      build.problem('bad-choice', place, 'These words have nothing to compare.', 'Use letters or digits.')
    else if (place.at(-1) === 'id' && other === id)
      build.problem('bad-choice', place, `Two choices have the id "${id}".`, 'Give each choice its own id.')
    else if (other !== undefined && other !== id) {
      const repair = 'Let each id, label and synonym name one choice only.'
      build.problem('bad-choice', place, `"${word}" also names the choice "${other}".`, repair)
    } else words.set(fold(word), id)
  }
}
