/**
 * What the solution's channels cannot show as it is meant.
 *
 * FC12 a text whose written part, a label or a number of choices that is more than a channel of the solution shows is a warning, and
 *      so is, once for a flow, each kind of message that a channel only says in words
 */
import { pickSources } from '../answers/offer-source.ts'
import { type ChannelName, channels } from '../channels.ts'
import type { Content } from '../message.ts'
import type { NodeSource } from '../nodes/index.ts'
import type { Path } from '../path.ts'
import type { ProblemCode } from '../problem-code.ts'
import type { Report } from '../report.ts'

interface Finds {
  add(code: ProblemCode, path: Path, reason: string, repair: string): void
}

/** Texts that are a message by themselves. */
const messages = ['text', 'retry', 'remind']

/** Checks the length of what is written of a text; what `{{ }}` puts in comes on top. */
export function checkLength(source: string, path: Path, names: readonly ChannelName[], finds: Finds): void {
  const what = measuredAt(path)
  if (what === null || names.length === 0) return
  const length = source.replace(/\{\{.*?\}\}|\{%.*?%\}/gs, '').length
  for (const name of names) {
    const most = channels[name][what]
    if (length <= most || (what === 'label' && most === 0)) continue
    if (what === 'label')
      finds.add(
        'channel-limit',
        path,
        `${name} shows ${most} characters of a label, and this has ${length}.`,
        'Make it shorter.',
      )
    else
      finds.add(
        'channel-limit',
        path,
        `${name} takes ${most} characters in a message, and this has at least ${length}.`,
        'Say it in several nodes.',
      )
  }
}

function measuredAt(path: Path): 'characters' | 'label' | null {
  const last = path.at(-1)
  if (path.includes('choices') && last === 'label') return 'label'
  const inside = path.includes('answer') || path.includes('content')
  return typeof last === 'string' && messages.includes(last) && !inside ? 'characters' : null
}

/** Checks how many things a node offers at once. */
export function checkOffer(id: string, node: NodeSource, names: readonly ChannelName[], report: Report): void {
  const { choices, cards, path } = offerOf(node)
  for (const name of names) {
    const { buttons, listItems, cards: mostCards, shows } = channels[name]
    const mostChoices = Math.max(buttons, listItems)
    const repair = `Offer fewer, or let people type: ${name} shows them as a numbered text.`
    // Where a channel has none at all, that is how everything looks there.
    if (choices > mostChoices && mostChoices > 0 && cards === 0)
      report.add(
        'channel-limit',
        ['nodes', id, ...path],
        `${name} shows ${mostChoices} choices, and these are ${choices}.`,
        repair,
      )
    if (cards > mostCards && shows.has('carousel'))
      report.add(
        'channel-limit',
        ['nodes', id, ...path],
        `${name} shows ${mostCards} cards, and these are ${cards}.`,
        'Offer fewer.',
      )
  }
}

function offerOf(node: NodeSource): { readonly choices: number; readonly cards: number; readonly path: Path } {
  if (node.kind === 'ask' && (node.answer.type === 'choice' || node.answer.type === 'choices')) {
    const cards = 'cards' in node.answer ? (node.answer.cards?.length ?? 0) : 0
    return { choices: pickSources(node.answer).length, cards, path: ['answer'] }
  }
  if (node.kind !== 'say') return { choices: 0, cards: 0, path: [] }
  const { content } = node
  return {
    choices: content?.type === 'buttons' ? content.choices.length : 0,
    cards: content?.type === 'carousel' ? content.cards.length : 0,
    path: ['content'],
  }
}

/** The kind of message that a node sends besides words; choices are words with numbers wherever there are no buttons. */
export function shownBy(node: NodeSource): Content['kind'] | null {
  if (node.kind === 'say')
    return node.content === undefined || node.content.type === 'buttons' ? null : node.content.type
  if (node.kind !== 'ask') return null
  const { answer } = node
  if (answer.type === 'form' || answer.type === 'web-view') return answer.type
  const isOnCards = answer.type === 'choice' && (answer.cards !== undefined || answer.style === 'carousel')
  return isOnCards ? 'carousel' : null
}

/** Nodes that are named; of more, how many there are. */
const mostNamed = 3

/** Tells once for a flow which kinds of message a channel only says in words. `shown`: node → what it shows. */
export function checkKinds(
  shown: ReadonlyMap<string, Content['kind']>,
  names: readonly ChannelName[],
  report: Report,
): void {
  for (const name of names) {
    const nodes = new Map<Content['kind'], string[]>()
    for (const [id, kind] of shown) {
      if (channels[name].shows.has(kind)) continue
      const known = nodes.get(kind)
      if (known === undefined) nodes.set(kind, [id])
      else known.push(id)
    }
    for (const [kind, ids] of nodes) {
      const named = ids.slice(0, mostNamed).map((id) => `"${id}"`)
      const more = ids.length > mostNamed ? ` and ${ids.length - mostNamed} more` : ''
      report.add(
        'channel-plain',
        ['nodes', ids[0] ?? ''],
        `${name} shows no ${kind}: what ${named.join(', ')}${more} show is said in words there.`,
        'Leave it so if the words are enough, or go another way on that channel.',
      )
    }
  }
}
