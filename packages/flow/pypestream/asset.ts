/** Rich assets: what a cell of `Rich Asset Content` says, and the cell that says it. */
import { readJson } from '../json-text.ts'
import type { Value } from '../value.ts'

export const optionTypes = ['button', 'buttons', 'quick_reply', 'listpicker', 'imagebutton'] as const
export type OptionType = (typeof optionTypes)[number]
export const pickerTypes = ['datepicker', 'timepicker'] as const
type PickerType = (typeof pickerTypes)[number]
/** Those that scripts set up; people write them in several ways. */
const scaleTypes = ['star_rating', 'slider', 'range_slider'] as const
type ScaleType = (typeof scaleTypes)[number]

export interface Option {
  readonly label: string
  /** `null` only of a card's button that opens an address. */
  readonly dest: number | null
  readonly description?: string
  readonly image?: string
  readonly url?: string
}

export interface AssetCard {
  readonly title: string
  readonly description?: string
  readonly image?: string
  readonly buttons: readonly Option[]
}

/** Members of an asset that mean nothing here and are kept. */
type More = { readonly [member: string]: Value }

export type Asset =
  | { readonly kind: 'options'; readonly type: OptionType; readonly options: readonly Option[] }
  | { readonly kind: 'cards'; readonly type: 'carousel'; readonly cards: readonly AssetCard[] }
  /** What the node of that number puts out. `json`: written as an object, otherwise in braces. */
  | {
      readonly kind: 'reference'
      readonly type: string
      readonly node: number
      readonly output: string
      readonly json: boolean
    }
  | { readonly kind: 'picker'; readonly type: PickerType; readonly message: string }
  | { readonly kind: 'file'; readonly type: 'file_upload'; readonly more: More }
  | {
      readonly kind: 'page'
      readonly type: 'webview'
      readonly url: string
      readonly label: string
      readonly more: More
    }
  | { readonly kind: 'scale'; readonly type: ScaleType; readonly more: More }

export interface BrokenAsset {
  /** Pypestream's words. */
  readonly said: string
  readonly reason: string
  readonly column: 'asset_type' | 'asset'
}

const assetTypes: readonly string[] = [
  ...optionTypes,
  'carousel',
  'selection',
  ...pickerTypes,
  'file_upload',
  'webview',
  ...scaleTypes,
]

class Broken extends Error {
  readonly asset: BrokenAsset
  constructor(said: string, reason: string, column: BrokenAsset['column'] = 'asset') {
    super(said)
    this.asset = { said, reason, column }
  }
}

/** Reads the two cells of an asset. Total: what is wrong is an answer. */
export function readAsset(type: string, content: string): Asset | BrokenAsset {
  try {
    return read(type.trim().toLowerCase(), content.trim())
  } catch (error) {
    if (error instanceof Broken) return error.asset
    throw error
  }
}

function read(type: string, content: string): Asset {
  if (!assetTypes.includes(type))
    throw new Broken('rich type is invalid', `There is no asset "${type.slice(0, 60)}".`, 'asset_type')
  const braces = /^\{\s*(-?\d+)\s*\*\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}$/.exec(content)
  if (braces !== null) return { kind: 'reference', type, node: Number(braces[1]), output: braces[2] ?? '', json: false }
  // Buttons and addresses may begin with a global, {NAME}.
  const mayBeWords = type === 'button' || type === 'webview'
  const isObject = content.startsWith('{') && (!mayBeWords || /^\{\s*"/.test(content))
  const object = isObject ? readObject(content) : null
  if (object?.type === 'dynamic') return readDynamic(type, object)
  if (isOneOf(optionTypes, type)) return { kind: 'options', type, options: readOptions(type, content, object) }
  if (type === 'carousel') return { kind: 'cards', type, cards: readCards(object) }
  if (type === 'webview') return readPage(content, object)
  if (type === 'selection')
    throw new Broken('rich type is invalid', 'A selection takes its list from a node: {415*list_picker}.')
  if (isOneOf(scaleTypes, type)) return { kind: 'scale', type, more: object ?? {} }
  if (object === null) throw new Broken('JSON input error', 'Here an object in JSON is needed.')
  if (type === 'file_upload') return { kind: 'file', type, more: object }
  if (object.type !== 'static')
    throw new Broken(`'${textOf(object.type)}' is not one of ['static']`, 'The content says "type": "static".')
  if (typeof object.message !== 'string')
    throw new Broken("'message' is a required property", 'The content says the question in "message".')
  return { kind: 'picker', type: type === 'timepicker' ? type : 'datepicker', message: object.message }
}

function isOneOf<Name extends string>(names: readonly Name[], name: string): name is Name {
  return (names as readonly string[]).includes(name)
}

function readObject(content: string): { readonly [member: string]: Value } {
  const reading = readJson(content)
  if (reading.kind === 'broken') throw new Broken(`JSON input error: ${reading.reason}`, reading.reason)
  return membersOf(reading.document.value)
}

function membersOf(value: Value | undefined): { readonly [member: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { [member: string]: Value })
    : {}
}

function textOf(value: Value | undefined): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function readDynamic(type: string, object: { readonly [member: string]: Value }): Asset {
  if (isOneOf(pickerTypes, type))
    throw new Broken(`'${type}' is not one of ['static']`, `A ${type} cannot come from a script.`)
  const node = integerOf(object.source_node)
  const output = textOf(object.source_var)
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(output))
    throw new Broken("'source_var' is a required property", 'The content names an output in "source_var".')
  return { kind: 'reference', type, node, output, json: true }
}

/** Longer digits are no node's number. */
function integerOf(value: Value | undefined): number {
  const text = textOf(value).trim()
  if (value === undefined) throw new Broken("'dest' is a required property", 'Each button names a node in "dest".')
  if (!/^-?\d{1,15}$/.test(text))
    throw new Broken(
      `'${text.slice(0, 60)}' is not of type 'integer'`,
      `"${text.slice(0, 60)}" is not a node's number.`,
    )
  return Number(text)
}

function readOptions(
  type: OptionType,
  content: string,
  object: { readonly [member: string]: Value } | null,
): readonly Option[] {
  if (object === null) {
    if (type === 'listpicker' || type === 'imagebutton' || type === 'buttons' || type === 'quick_reply')
      if (!content.includes('~')) throw new Broken('JSON input error', 'Here an object in JSON is needed.')
    return readPipes(content)
  }
  if (object.type !== 'static')
    throw new Broken(
      `'${textOf(object.type)}' is not one of ['static']`,
      'The content says "type": "static" or "dynamic".',
    )
  const { options } = object
  if (!Array.isArray(options) || options.length === 0)
    throw new Broken("'options' is a required property", 'The content lists its buttons in "options".')
  return (options as readonly Value[]).map((option) => readOption(option, false))
}

const missingPipe = 'Likely missing a pipe character in button construction'

function readPipes(content: string): readonly Option[] {
  const parts = content.split('|').map((part) => part.trim())
  if (parts.at(-1) === '') parts.pop()
  if (parts.length === 0) throw new Broken(missingPipe, 'There is no button.')
  return parts.map((part) => {
    const [label = '', dest, ...rest] = part.split('~').map((piece) => piece.trim())
    if (dest === undefined || rest.length > 0 || label === '')
      throw new Broken(missingPipe, `"${part.slice(0, 80)}" is not a button: write Label~node|Label~node.`)
    return { label, dest: integerOf(dest) }
  })
}

function readOption(value: Value, mayOpen: boolean): Option {
  const object = membersOf(value)
  const label = textOf(object.label ?? object.title ?? object.text).trim()
  const url = textOf(object.url ?? object.link).trim()
  const image = textOf(object.image ?? object.image_url ?? object.imageUrl).trim()
  const description = textOf(object.description ?? object.subtitle).trim()
  const opens = mayOpen && object.dest === undefined && url !== ''
  if (label === '') throw new Broken("'label' is a required property", 'Each button has a "label".')
  return {
    label,
    dest: opens ? null : integerOf(object.dest),
    ...(description === '' ? {} : { description }),
    ...(image === '' ? {} : { image }),
    ...(url === '' ? {} : { url }),
  }
}

function readCards(object: { readonly [member: string]: Value } | null): readonly AssetCard[] {
  const list = object?.options ?? object?.cards ?? object?.elements
  if (object === null || !Array.isArray(list) || list.length === 0)
    throw new Broken("'options' is a required property", 'A carousel lists its cards in "options".')
  return (list as readonly Value[]).map((each) => {
    const card = membersOf(each)
    const title = textOf(card.title ?? card.label).trim()
    const description = textOf(card.description ?? card.subtitle ?? card.text).trim()
    const image = textOf(card.image ?? card.image_url ?? card.imageUrl).trim()
    const { buttons = card.options } = card
    if (title === '') throw new Broken("'title' is a required property", 'Each card has a "title".')
    const own = card.dest === undefined ? [] : [{ label: title, dest: integerOf(card.dest) }]
    const listed = Array.isArray(buttons)
      ? (buttons as readonly Value[]).map((button) => readOption(button, true))
      : own
    return {
      title,
      ...(description === '' ? {} : { description }),
      ...(image === '' ? {} : { image }),
      buttons: listed,
    }
  })
}

function readPage(content: string, object: { readonly [member: string]: Value } | null): Asset {
  if (object !== null) {
    const { url, label, type, ...more } = object
    if (type !== 'static')
      throw new Broken(`'${textOf(type)}' is not one of ['static']`, 'The content says "type": "static".')
    if (textOf(url) === '') throw new Broken("'url' is a required property", 'A page has a "url".')
    return { kind: 'page', type: 'webview', url: textOf(url), label: textOf(label), more }
  }
  const at = content.indexOf('~')
  const url = content.slice(at + 1).trim()
  if (url === '') throw new Broken("'url' is a required property", 'Write the button and the address: Open~https://…')
  return { kind: 'page', type: 'webview', url, label: at === -1 ? '' : content.slice(0, at).trim(), more: {} }
}

/** The two cells of an asset, in the form that Pypestream's own files have. */
export function writeAsset(asset: Asset): { readonly type: string; readonly content: string } {
  const { type } = asset
  const json = (object: object): { type: string; content: string } => ({ type, content: JSON.stringify(object) })
  switch (asset.kind) {
    case 'options':
      if (asset.type !== 'button')
        return json({ type: 'static', options: asset.options.map((each) => written(each, type)) })
      return { type, content: asset.options.map(({ label, dest }) => `${label}~${dest}`).join('|') }
    case 'cards':
      return json({
        type: 'static',
        options: asset.cards.map((card) => ({
          ...card,
          buttons: card.buttons.map((each) => written(each, type)),
        })),
      })
    case 'reference':
      if (!asset.json) return { type, content: `{${asset.node}*${asset.output}}` }
      return json({ type: 'dynamic', source_node: asset.node, source_var: asset.output })
    case 'picker':
      return json({ type: 'static', message: asset.message })
    case 'file':
    case 'scale':
      return Object.keys(asset.more).length === 0 ? { type, content: '' } : json(asset.more)
    case 'page':
      if (Object.keys(asset.more).length === 0) return { type, content: `${asset.label}~${asset.url}` }
      return json({ type: 'static', url: asset.url, label: asset.label, ...asset.more })
  }
}

function written({ label, dest, ...more }: Option, type: string): object {
  // A text for lists and tiles, a number for all others: so their schemas want it.
  const target = dest === null ? {} : { dest: type === 'listpicker' || type === 'imagebutton' ? String(dest) : dest }
  return { label, ...target, ...more }
}
