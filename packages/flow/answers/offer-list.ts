import { clean } from '../clean.ts'
import { linkAddress, webAddress } from '../content/address.ts'
import { oneLine } from '../content/setting.ts'
import type { Expression } from '../expression.ts'
import { plainOfMarkdown } from '../markdown.ts'
import type { Card, Choice, LinkButton } from '../message.ts'
import type { Value } from '../value.ts'
import type { Asking } from './answer.ts'
import { choiceOf, createOffer, type Offer, picksOn } from './offer.ts'
import { mostChoices } from './offer-source.ts'

/** Longest id of a choice that comes out of logic. */
const longestId = 256
const longestLabel = 200
const longestDescription = 500
const longestText = 1000
const mostButtons = 6

/** What a list out of logic offers; what is no choice in it is passed over. */
export function offerFrom(list: Expression, onCards: boolean, asking: Asking): Offer {
  const found = list.evaluate(asking)
  const items = Array.isArray(found) ? (found as readonly Value[]).slice(0, mostChoices) : []
  if (!onCards) return createOffer(once(items.flatMap(readItem)), null, new Map())
  const known = new Set<string>()
  const button = plainOfMarkdown(asking.word('choice_button').text)
  const cards = items.flatMap((item) => readCard(item, button, known))
  return createOffer(picksOn(cards), cards, new Map())
}

/** Of several choices with one id the first counts. */
function once(choices: readonly Choice[]): readonly Choice[] {
  const known = new Set<string>()
  return choices.filter(({ id }) => !known.has(id) && known.add(id))
}

function readItem(item: Value): readonly Choice[] {
  if (typeof item !== 'object' || item === null) {
    const id = idOf(item)
    return id === '' ? [] : [{ id, label: wordOf(item, longestLabel) }]
  }
  const { id: given, label, description, image, url } = membersOf(item)
  const id = idOf(given ?? label)
  if (id === '') return []
  return [
    choiceOf(id, wordOf(label, longestLabel), wordOf(description, longestDescription), ...addressesOf(image, url)),
  ]
}

function addressesOf(image: Value | undefined, url: Value | undefined): [string | null, string | null] {
  return [typeof image === 'string' ? webAddress(image) : null, typeof url === 'string' ? linkAddress(url) : null]
}

function readCard(item: Value, button: string, known: Set<string>): readonly Card[] {
  const { id, title, label, text, description, image, choices } = membersOf(item)
  const name = wordOf(title ?? label ?? (typeof item === 'object' ? null : item), longestLabel)
  if (name === '') return []
  const own: Value = { id: id ?? name, label: button }
  const buttons = (Array.isArray(choices) ? (choices as readonly Value[]) : [own]).slice(0, mostButtons)
  const shown = buttons.flatMap((each): readonly (Choice | LinkButton)[] => {
    const { id: picked, label: words, url } = membersOf(each)
    if (picked === undefined && typeof url === 'string') {
      const address = linkAddress(url)
      return address === null ? [] : [{ label: wordOf(words, longestLabel) || address, url: address }]
    }
    return readItem(each).filter((choice) => !known.has(choice.id) && known.add(choice.id))
  })
  const words = wordOf(text ?? description, longestText)
  const [shownImage] = addressesOf(image, undefined)
  return [
    {
      title: name,
      ...(words === '' ? {} : { text: words }),
      ...(shownImage === null ? {} : { image: shownImage }),
      choices: shown,
    },
  ]
}

function membersOf(item: Value): { readonly [member: string]: Value | undefined } {
  return typeof item === 'object' && item !== null && !Array.isArray(item) ? (item as { [member: string]: Value }) : {}
}

function wordOf(given: Value | undefined, longest: number): string {
  const isWord = typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean'
  return isWord ? oneLine(clean(String(given)), longest) : ''
}

/** An id that is too long is none: cut off, it would name something else. */
function idOf(given: Value | undefined): string {
  const id = typeof given === 'string' || typeof given === 'number' ? clean(String(given)).trim() : ''
  return id.length <= longestId ? id : ''
}
