/** What a rich asset asks: the answer that a question takes, and where each pick leads. */
import { fold } from '../answers/fold.ts'
import type { Value, Values } from '../value.ts'
import type { Asset, AssetCard, Option } from './asset.ts'
import type { Bot } from './bot.ts'
import { listLogic } from './list-logic.ts'
import { choiceIds } from './naming.ts'
import type { DialogueRow } from './row.ts'
import { pageOf } from './webview.ts'

export interface Label {
  readonly id: string
  readonly label: string
}

export interface Pick extends Label {
  readonly dest: number
}

export type Asking =
  /** `labels`: what the picks are called, where several may be picked. */
  | { readonly kind: 'plain'; readonly text: string; readonly answer: object; readonly labels?: readonly Label[] }
  | { readonly kind: 'picks'; readonly text: string; readonly answer: object; readonly picks: readonly Pick[] }

/** `text`: the row's message. */
export function askOf(row: DialogueRow, text: string, bot: Bot): Asking {
  const { asset } = row
  const plain = (answer: object, words = text): Asking => ({ kind: 'plain', text: words, answer })
  if (asset === null) return plain({ type: 'text' })
  const scale = bot.scaleOf(row)
  if (scale !== null) return plain(scale.type === 'rating' ? ratingOf(scale.settings) : sliderOf(scale.settings))
  switch (asset.kind) {
    case 'options':
      return row.behaviors.includes('multiple_choice')
        ? severalOf(row, asset, text, bot)
        : optionsOf(row, asset, text, bot)
    case 'cards':
      return cardsOf(row, asset.cards, text, bot)
    case 'reference':
      return plain(referenceOf(row, asset, bot))
    case 'picker': {
      const words = [text, bot.text(row, 'asset', asset.message)].filter((each) => each !== '')
      return plain({ type: asset.type === 'datepicker' ? 'date' : 'time' }, words.join('\n'))
    }
    case 'file': {
      const { cancel_label: cancel } = asset.more
      const isLabel = typeof cancel === 'string' && cancel.trim() !== '' && cancel.length <= longestLabel - 40
      return plain({ type: 'file', ...(isLabel ? { cancel: bot.label(row, 'asset', cancel) } : {}) })
    }
    case 'page':
      return plain({ type: 'web-view', ...pageOf(row, asset, bot) })
    case 'scale': {
      const reason = 'A slider with two ends has no equal here; the answer is typed.'
      bot.lost(row, 'asset_type', reason, 'Ask with two sliders, one after the other.')
      return plain({ type: 'text' })
    }
  }
}

const styles = {
  button: 'buttons',
  buttons: 'buttons',
  quick_reply: 'quick-replies',
  listpicker: 'list',
  imagebutton: 'tiles',
  carousel: 'carousel',
} as const

/** More than so many are searched. */
const manyOptions = 12
const mostOptions = 200
const longestLabel = 200

/** The options that can be picked, with their ids; others are in the report. */
function pickable(
  row: DialogueRow,
  options: readonly Option[],
  bot: Bot,
): readonly (Option & { id: string; dest: number })[] {
  if (options.length > mostOptions) {
    const reason = `There are ${options.length} buttons; there may be ${mostOptions}.`
    bot.wrong(row, 'asset', reason, reason, 'Ask in two steps.')
    return []
  }
  const ids = choiceIds(options.map(({ label }) => plainLabel(label)))
  return options.flatMap((option, index) => {
    const id = ids[index] ?? null
    const { label, dest } = option
    if (label.length > longestLabel - 40) {
      const reason = `The label "${label.slice(0, 40)}…" has ${label.length} characters; ${longestLabel - 40} is the most.`
      bot.wrong(row, 'asset', 'Likely missing a pipe character in button construction', reason, 'Shorten it.')
      return []
    }
    if (id !== null && dest !== null) return [{ ...option, id, dest }]
    const twin = options.find((each) => fold(plainLabel(each.label)) === fold(plainLabel(label)))
    const reason = `Two buttons say "${label.slice(0, 60)}".`
    if (twin?.dest === dest) bot.lost(row, 'asset', `${reason} The second is left out.`, 'Remove one of the two.')
    else
      bot.wrong(row, 'asset', reason, `${reason} Nobody could tell them apart.`, 'Let each say something of its own.')
    return []
  })
}

function plainLabel(label: string): string {
  return label
    .replace(/<<[^<>]*>>/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function choiceOf(row: DialogueRow, option: Option & { readonly id: string }, bot: Bot): { [member: string]: Value } {
  const { id, label, description, image, url } = option
  return {
    id,
    label: bot.label(row, 'asset', label),
    ...(description === undefined ? {} : { description: bot.text(row, 'asset', description) }),
    ...(image === undefined ? {} : { image: bot.text(row, 'asset', image, 'address') }),
    ...(url === undefined ? {} : { url: bot.text(row, 'asset', url, 'address') }),
  }
}

function optionsOf(row: DialogueRow, asset: Extract<Asset, { kind: 'options' }>, text: string, bot: Bot): Asking {
  const picks = pickable(row, asset.options, bot)
  const isLong = asset.type === 'listpicker' && picks.length > manyOptions
  const answer = {
    type: 'choice',
    choices: picks.map((option) => choiceOf(row, option, bot)),
    style: styles[asset.type],
    ...(isLong ? { search: true } : {}),
  }
  return { kind: 'picks', text, answer, picks }
}

/** Several options may be picked, so that none of them can lead somewhere of its own. */
function severalOf(row: DialogueRow, asset: Extract<Asset, { kind: 'options' }>, text: string, bot: Bot): Asking {
  const labels = pickable(row, asset.options, bot)
  const choices = labels.map((option) => choiceOf(row, option, bot))
  const style = styles[asset.type] === 'quick-replies' ? 'buttons' : styles[asset.type]
  return { kind: 'plain', text, answer: { type: 'choices', choices, style }, labels }
}

function cardsOf(row: DialogueRow, cards: readonly AssetCard[], text: string, bot: Bot): Asking {
  const buttons = cards.flatMap((card) => card.buttons.map((button) => ({ card, button })))
  const ids = choiceIds(buttons.map(({ card, button }, index) => `${card.title} ${button.label} ${index + 1}`))
  const picks: Pick[] = []
  const shown = cards.map((card) => ({
    title: bot.label(row, 'asset', card.title),
    ...(card.description === undefined ? {} : { text: bot.text(row, 'asset', card.description) }),
    ...(card.image === undefined ? {} : { image: bot.text(row, 'asset', card.image, 'address') }),
    choices: card.buttons.map((button) => {
      const place = buttons.findIndex((each) => each.button === button)
      const id = ids[place] ?? `choice_${place + 1}`
      if (button.dest === null)
        return {
          label: bot.label(row, 'asset', button.label),
          url: bot.text(row, 'asset', button.url ?? '', 'address'),
        }
      picks.push({ id, label: button.label, dest: button.dest })
      return choiceOf(row, { ...button, id }, bot)
    }),
  }))
  const bare = cards.find((card) => card.buttons.length === 0)
  if (bare !== undefined) {
    const reason = `The card "${bare.title.slice(0, 60)}" has no button.`
    bot.wrong(row, 'asset', "'buttons' is a required property", reason, 'Give each card a button.')
  }
  return { kind: 'picks', text, answer: { type: 'choice', cards: shown, style: 'carousel' }, picks }
}

function referenceOf(row: DialogueRow, asset: Extract<Asset, { kind: 'reference' }>, bot: Bot): object {
  const from = listLogic(asset.node, asset.output, bot)
  if (row.behaviors.includes('multiple_choice')) return { type: 'choices', from, style: 'list' }
  const style = asset.type === 'selection' ? 'list' : styles[asset.type as keyof typeof styles]
  return { type: 'choice', from, ...(style === undefined ? { style: 'list' } : { style }) }
}

function numberIn(settings: Values, names: readonly string[]): number | null {
  for (const name of names) {
    const given = Object.hasOwn(settings, name) ? settings[name] : undefined
    const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given
    if (typeof number === 'number' && Number.isFinite(number)) return number
  }
  return null
}

function ratingOf(settings: Values): object {
  const max = numberIn(settings, ['max', 'stars', 'max_rating', 'max_stars', 'number_of_stars', 'count'])
  return { type: 'rating', ...(max !== null && Number.isInteger(max) && max >= 2 && max <= 10 ? { max } : {}) }
}

function sliderOf(settings: Values): object {
  const min = numberIn(settings, ['min', 'min_value', 'minimum']) ?? 0
  const max = numberIn(settings, ['max', 'max_value', 'maximum']) ?? 100
  const step = numberIn(settings, ['step', 'interval', 'increment']) ?? 1
  const { unit } = settings
  const isScale = min < max && step > 0 && step <= max - min && Math.abs(min) <= 1e9 && Math.abs(max) <= 1e9
  const words = typeof unit === 'string' && unit !== '' && unit.length <= 20 && !/[{<]/.test(unit) ? { unit } : {}
  return { type: 'slider', ...(isScale ? { min, max, step } : {}), ...words }
}
