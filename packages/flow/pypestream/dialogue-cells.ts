/** The row of a question, of something said, of a hand-over or an end, out of the nodes that it became. */
import type { NodeSource } from '../nodes/index.ts'
import type { Value, Values } from '../value.ts'
import {
  type Asset,
  type AssetCard,
  type Option,
  type OptionType,
  optionTypes,
  pickerTypes,
  writeAsset,
} from './asset.ts'
import type { Bot } from './bot.ts'
import { type ExportGraph, type Group, membersOf } from './export-graph.ts'
import { keptColumns } from './kept.ts'
import type { Cells } from './table.ts'
import { fromLiquid } from './wording.ts'

type AskNode = Extract<NodeSource, { kind: 'ask' }>

/** Reads texts for a row; what they lose is found out when the row is read again. */
function worded(graph: ExportGraph, text: string | undefined): string {
  return fromLiquid(text ?? '', graph.global).text
}

/** `null`: the nodes are no longer what a row becomes. `fallback`: number of the row for what nobody understood. */
export function dialogueCells(group: Group, graph: ExportGraph, fallback: Bot['fallback']): Cells | null {
  const node = graph.node(group.main)
  const { kept } = group
  if (node === undefined || kept === null) return null
  const cells = { number: String(group.number), type: 'D', ...keptColumns(kept), ...noteOf(node) }
  switch (node.kind) {
    case 'end':
      return { ...cells, message: worded(graph, node.text) }
    case 'hand-over':
      return { ...cells, message: worded(graph, node.text), skill_tag: worded(graph, node.skill) }
    case 'say': {
      const next = nextCells(group, graph, node.to.next, fallback, false)
      const { content } = node
      if (next === null || (content !== undefined && content.type !== 'web-view')) return null
      const asset = content === undefined ? {} : assetCells(pageAsset(content, kept, graph))
      return { ...cells, message: worded(graph, node.text), ...asset, ...next }
    }
    case 'ask':
      return askCells(node, group, graph, fallback, cells)
    default:
      return null
  }
}

function noteOf(node: NodeSource): Cells {
  return node.note === undefined ? {} : { description: node.note }
}

function assetCells(asset: Asset): Cells {
  const { type, content } = writeAsset(asset)
  return { asset_type: type, asset: content }
}

/** Where a port leads in the end, past the further nodes of the same row. */
function follow(
  group: Group,
  graph: ExportGraph,
  from: string | undefined,
): { id: string | null; understood: boolean } {
  let id = from
  let understood = false
  for (let steps = 0; id !== undefined && group.parts.includes(id) && steps <= group.parts.length; steps++) {
    const part = graph.node(id)
    if (part === undefined || !('to' in part)) return { id: null, understood }
    understood ||= part.kind === 'understand'
    id = part.kind === 'understand' ? part.to.else : part.to.next
  }
  return { id: id ?? null, understood }
}

/** The cell Next Nodes; `null` when the way leads into the middle of something. */
function nextCells(
  group: Group,
  graph: ExportGraph,
  from: string | undefined,
  fallback: number | null,
  words: boolean,
): Cells | null {
  const { next_nodes: listed } = group.kept ?? {}
  if (Array.isArray(listed)) {
    const there = listed.filter((number) => typeof number === 'number' && graph.main(number) !== null)
    return { next_nodes: there.join('|') }
  }
  const { id, understood } = follow(group, graph, from)
  if (id === null) return {}
  if (graph.isShared(id)) return {}
  const number = graph.number(id)
  if (number === null) return null
  const isSelf = id === group.main && words && fallback === null && group.kept?.nlu_disabled !== true
  const isFallback = words && number === fallback && !understood && group.kept?.nlu_disabled !== true
  return isSelf || isFallback ? {} : { next_nodes: String(number) }
}

function askCells(node: AskNode, group: Group, graph: ExportGraph, fallback: number | null, head: Cells): Cells | null {
  const kept = group.kept ?? {}
  const { answer, to } = node
  const cells: Cells = {
    ...head,
    message: worded(graph, node.text),
    ...(kept.answer_required === false ? {} : { answer_required: '1' }),
  }
  const type = typeof kept.asset_type === 'string' ? kept.asset_type : ''
  const next = (words: boolean) => nextCells(group, graph, to.next, fallback, words)
  if (type === '') {
    const found = next(true)
    return found === null || answer.type !== 'text' ? null : { ...cells, ...found }
  }
  const asset = assetOf(type, node, group, graph)
  if (asset === null) return null
  if ((asset.kind === 'options' || asset.kind === 'cards') && answer.type === 'choice') {
    const typed = nextCells(group, graph, to.other, fallback, true)
    if (typed === null) return null
    const isOnly = kept.nlu_disabled === true && kept.next_nodes === undefined && typed.next_nodes === firstDest(asset)
    return { ...cells, ...assetCells(asset), ...(isOnly ? {} : typed) }
  }
  const found = next(false)
  if (found === null) return null
  const message = asset.kind === 'picker' ? { message: '' } : {}
  return { ...cells, ...message, ...assetCells(asset), ...found }
}

function firstDest(asset: Extract<Asset, { kind: 'options' | 'cards' }>): string {
  const options = asset.kind === 'options' ? asset.options : asset.cards.flatMap(({ buttons }) => buttons)
  return String(options.find(({ dest }) => dest !== null)?.dest ?? '')
}

function assetOf(type: string, node: AskNode, group: Group, graph: ExportGraph): Asset | null {
  const { answer } = node
  const kept = group.kept ?? {}
  const more = membersOf(kept.asset)
  if ('node' in more && 'output' in more) return referenceOf(type, more, graph)
  if ((optionTypes as readonly string[]).includes(type)) return optionsOf(type as OptionType, node, group, graph)
  if (type === 'carousel') return cardsOf(node, group, graph)
  if ((pickerTypes as readonly string[]).includes(type))
    return { kind: 'picker', type: type === 'timepicker' ? type : 'datepicker', message: worded(graph, node.text) }
  if (type === 'file_upload') return answer.type === 'file' ? fileOf(answer.cancel, more, graph) : null
  if (type === 'webview') return answer.type === 'web-view' ? pageAsset(answer, kept, graph) : null
  if (type === 'star_rating' || type === 'slider' || type === 'range_slider') return { kind: 'scale', type, more }
  return null
}

function referenceOf(type: string, { node, output, json }: Values, graph: ExportGraph): Asset | null {
  if (typeof node !== 'number' || typeof output !== 'string') return null
  const source = graph.group(node)?.kept?.output
  if (typeof source !== 'string' || !source.split(',').some((each) => each.trim() === output)) return null
  return { kind: 'reference', type, node, output, json: json === true }
}

function fileOf(cancel: string | undefined, more: Values, graph: ExportGraph): Asset {
  const { type = 'action_node', upload_label: upload, ...rest } = more
  return {
    kind: 'file',
    type: 'file_upload',
    more: {
      type,
      ...(upload === undefined ? {} : { upload_label: upload }),
      ...(cancel === undefined ? {} : { cancel_label: worded(graph, cancel) }),
      ...rest,
    },
  }
}

interface PageSource {
  readonly url: string
  readonly label?: string | undefined
  readonly height?: number | undefined
}

export function pageAsset(page: PageSource, kept: Values, graph: ExportGraph): Extract<Asset, { kind: 'page' }> {
  const url = worded(graph, page.url)
  const height =
    page.height === undefined || /[?&]height=/.test(url) ? '' : `${url.includes('?') ? '&' : '?'}height=${page.height}`
  return {
    kind: 'page',
    type: 'webview',
    url: `${url}${height}`,
    label: worded(graph, page.label),
    more: membersOf(kept.asset),
  }
}

interface PickSource {
  readonly id: string
  readonly label: string
  readonly description?: string | undefined
  readonly image?: string | undefined
  readonly url?: string | undefined
}

export function optionOf(pick: PickSource, dest: number | null, graph: ExportGraph): Option {
  const { label, description, image, url } = pick
  return {
    label: worded(graph, label),
    dest,
    ...(description === undefined ? {} : { description: worded(graph, description) }),
    ...(image === undefined ? {} : { image: worded(graph, image) }),
    ...(url === undefined ? {} : { url: worded(graph, url) }),
  }
}

function destOf(node: AskNode, id: string, group: Group, graph: ExportGraph): number | null {
  return graph.number(follow(group, graph, node.to[`choice.${id}`] ?? node.to.next).id ?? undefined)
}

function optionsOf(type: OptionType, node: AskNode, group: Group, graph: ExportGraph): Asset | null {
  const { answer } = node
  if ((answer.type !== 'choice' && answer.type !== 'choices') || answer.choices === undefined) return null
  const { dest: listed } = group.kept ?? {}
  const options = answer.choices.map((choice, index): Option | null => {
    const kept = Array.isArray(listed) ? (listed as readonly Value[])[index] : undefined
    const isThere = typeof kept === 'number' && graph.main(kept) !== null
    const dest = isThere ? kept : destOf(node, choice.id, group, graph)
    return dest === null ? null : optionOf(choice, dest, graph)
  })
  return options.includes(null) ? null : { kind: 'options', type, options: options as readonly Option[] }
}

function cardsOf(node: AskNode, group: Group, graph: ExportGraph): Asset | null {
  const { answer } = node
  if (answer.type !== 'choice' || answer.cards === undefined) return null
  const cards = answer.cards.map((card): AssetCard | null => {
    const buttons = card.choices.map((button): Option | null => {
      if (!('id' in button)) return { label: worded(graph, button.label), dest: null, url: worded(graph, button.url) }
      const dest = destOf(node, button.id, group, graph)
      return dest === null ? null : optionOf(button, dest, graph)
    })
    if (buttons.includes(null)) return null
    return {
      title: worded(graph, card.title),
      ...(card.text === undefined ? {} : { description: worded(graph, card.text) }),
      ...(card.image === undefined ? {} : { image: worded(graph, card.image) }),
      buttons: buttons as readonly Option[],
    }
  })
  return cards.includes(null) ? null : { kind: 'cards', type: 'carousel', cards: cards as readonly AssetCard[] }
}
