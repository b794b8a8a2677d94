/**
 * How a question comes to what it offers.
 *
 * Owns the meeting of settings and moment: labels in the conversation's language, lists out of logic. What becomes of a
 * pick is the answer type's concern.
 */
import { compileAddress, longestLabel, oneLine } from '../content/setting.ts'
import type { Card, Choice, LinkButton } from '../message.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import type { Text } from '../template.ts'
import type { Asking } from './answer.ts'
import { choiceOf, createOffer, type Offer, picksOn } from './offer.ts'
import { offerFrom } from './offer-list.ts'
import { type CardSource, checkOffer, type OfferSource, type PickSource } from './offer-source.ts'

export interface Offering {
  /** The same as long as nothing that it shows has changed. */
  offer(asking: Asking): Offer
  /** Whether it uses a sensitive variable. */
  readonly sensitive: boolean
}

/** `list`: what its list holds. */
export function compileOffer(
  source: OfferSource,
  list: 'choices' | 'cards',
  ways: string,
  build: NodeBuild,
  path: Path,
): Offering {
  checkOffer(source, ways, build, path)
  if (source.from !== undefined) {
    const items = build.logic(source.from, [...path, 'from'], 'any')
    const sensitive = items.uses.some(([name = '']) => build.isSensitive(name))
    return { sensitive, offer: (asking) => offerFrom(items, list === 'cards', asking) }
  }
  const texts: Text[] = []
  const make =
    source.cards === undefined
      ? compilePicks(source.choices ?? [], texts, build, [...path, 'choices'])
      : compileCards(source.cards, texts, build, [...path, 'cards'])
  return { sensitive: texts.some((text) => text.sensitive), offer: remembered(texts, make) }
}

type Rendered = readonly string[]
/** What one of the texts comes to, out of all of them rendered. */
type Cell<Shown> = (rendered: Rendered) => Shown

const moments = 4

/**
 * Rendering is cheap and most often gives what it gave before; what is made of it (words to compare) is not cheap. Pure:
 * the same words give the same offer.
 */
function remembered(texts: readonly Text[], make: Cell<Offer>): (asking: Asking) => Offer {
  const kept: { readonly rendered: Rendered; readonly offer: Offer }[] = []
  let place = 0
  return (asking) => {
    const rendered = texts.map((text) => text.render(asking))
    const known = kept.find((each) => each.rendered.every((text, index) => text === rendered[index]))
    if (known !== undefined) return known.offer
    const offer = make(rendered)
    kept[place++ % moments] = { rendered, offer }
    return offer
  }
}

/** Adds a text; `read` makes of it what is shown. */
function add<Shown>(text: Text, texts: Text[], read: (rendered: string) => Shown): Cell<Shown> {
  const index = texts.push(text) - 1
  return (rendered) => read(rendered[index] ?? '')
}

const nothing: Cell<null> = () => null
const label = (text: string): string => oneLine(text, longestLabel)
const trimmed = (text: string): string => text.trim()

type Kind = 'web' | 'link'

function addAddress(
  source: string | undefined,
  kind: Kind,
  texts: Text[],
  build: NodeBuild,
  path: Path,
): Cell<string | null> {
  if (source === undefined) return nothing
  const address = compileAddress(source, build, path, kind)
  return add(address.text, texts, address.read)
}

function addOptional(source: string | undefined, texts: Text[], build: NodeBuild, path: Path): Cell<string | null> {
  return source === undefined ? nothing : add(build.plain(source, path), texts, trimmed)
}

function addPick(source: PickSource, texts: Text[], build: NodeBuild, path: Path): Cell<Choice> {
  const { id } = source
  const words = add(build.plain(source.label, [...path, 'label']), texts, label)
  const description = addOptional(source.description, texts, build, [...path, 'description'])
  const image = addAddress(source.image, 'web', texts, build, [...path, 'image'])
  const url = addAddress(source.url, 'link', texts, build, [...path, 'url'])
  return (rendered) => choiceOf(id, words(rendered), description(rendered), image(rendered), url(rendered))
}

/** Words besides the label shown: those that the flow file names, and the label in every language, which people saw elsewhere. */
function synonymsOf(source: PickSource, build: NodeBuild, path: Path): readonly string[] {
  const labels = [source.label, ...build.wordings([...path, 'label']).values()]
  return [...build.synonyms(source.synonyms ?? [], [...path, 'synonyms']), ...labels]
}

function compilePicks(sources: readonly PickSource[], texts: Text[], build: NodeBuild, path: Path): Cell<Offer> {
  const picks = sources.map((source, index) => addPick(source, texts, build, [...path, index]))
  const synonyms = new Map(sources.map((source, index) => [source.id, synonymsOf(source, build, [...path, index])]))
  return (rendered) => {
    const choices = picks.map((pick) => pick(rendered))
    return createOffer(choices, null, synonyms)
  }
}

function compileCards(sources: readonly CardSource[], texts: Text[], build: NodeBuild, path: Path): Cell<Offer> {
  const synonyms = new Map<string, readonly string[]>()
  const cards = sources.map((source, index) => addCard(source, synonyms, texts, build, [...path, index]))
  return (rendered) => {
    const shown = cards.map((card) => card(rendered))
    return createOffer(picksOn(shown), shown, synonyms)
  }
}

function addCard(
  source: CardSource,
  synonyms: Map<string, readonly string[]>,
  texts: Text[],
  build: NodeBuild,
  path: Path,
): Cell<Card> {
  const title = add(build.plain(source.title, [...path, 'title']), texts, label)
  const text = addOptional(source.text, texts, build, [...path, 'text'])
  const image = addAddress(source.image, 'web', texts, build, [...path, 'image'])
  const buttons = source.choices.map((button, position): Cell<Choice | LinkButton | null> => {
    const place = [...path, 'choices', position]
    if (!('id' in button)) return addLink(button, texts, build, place)
    synonyms.set(button.id, synonymsOf(button, build, place))
    return addPick(button, texts, build, place)
  })
  return (rendered) => {
    const words = text(rendered)
    const picture = image(rendered)
    return {
      title: title(rendered),
      ...(words ? { text: words } : {}),
      ...(picture === null ? {} : { image: picture }),
      choices: buttons.flatMap((button) => button(rendered) ?? []),
    }
  }
}

function addLink(source: LinkButton, texts: Text[], build: NodeBuild, path: Path): Cell<LinkButton | null> {
  const words = add(build.plain(source.label, [...path, 'label']), texts, label)
  const url = addAddress(source.url, 'link', texts, build, [...path, 'url'])
  return (rendered) => {
    const address = url(rendered)
    return address === null ? null : { label: words(rendered) || address, url: address }
  }
}
