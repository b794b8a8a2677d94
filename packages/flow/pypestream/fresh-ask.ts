/** Rows for questions that were made here: the question, and the command that checks its answer. */
import type { AnswerSource } from '../answers/index.ts'
import type { NodeSource } from '../nodes/index.ts'
import { type OptionType, writeAsset } from './asset.ts'
import { optionOf, pageAsset } from './dialogue-cells.ts'
import type { FreshRow } from './fresh-row.ts'
import type { Cells } from './table.ts'

type AskNode = Extract<NodeSource, { kind: 'ask' }>

/** `null`: the format has no question like it. */
export function askRows(node: AskNode, row: FreshRow): readonly Cells[] | null {
  const { answer } = node
  if (answer.type === 'form' || ('from' in answer && answer.from !== undefined)) return null
  if (answer.type === 'choice' && answer.cards !== undefined) return null
  for (const member of ['tries', 'idle'] as const)
    if (node[member] !== undefined) row.lose(member, `A question of Pypestream has no "${member}".`)
  const cells = {
    message: row.text(node.text, 'text'),
    answer_required: '1',
    variable: row.graph.global(node.variable),
    ...(row.graph.head.variables?.[node.variable]?.sensitive === true ? { behaviors: 'secure' } : {}),
  }
  if (answer.type === 'choice') return [choiceRow(node, answer, cells, row)]
  const plain = { ...cells, nlu_disabled: '1', next_nodes: row.target(node.to.next) }
  const check = checkOf(answer)
  if (check !== null) return checkedRows(node, check, plain, row)
  return assetRows(node, plain, row)
}

interface Check {
  readonly command: string
  readonly output: string
  readonly parameters: { readonly [name: string]: string }
}

function checkOf({ type }: AnswerSource): Check | null {
  if (type === 'email') return { command: 'ValidateEmail', output: 'valid', parameters: {} }
  if (type === 'phone') return { command: 'ValidatePhoneAndReturnStripped', output: 'valid', parameters: {} }
  if (type === 'number')
    return { command: 'ValidateRegex', output: 'found_regex', parameters: { regex: '^ *-?[0-9]+([.,][0-9]+)? *$' } }
  return null
}

/** The question, its check, and the words after a wrong answer. */
function checkedRows(node: AskNode, check: Check, cells: Cells, row: FreshRow): readonly Cells[] {
  const [checks, sorry] = [row.graph.allocate(), row.graph.allocate()]
  const variable = cells.variable ?? ''
  const next = row.target(node.to.next)
  const { min, max } = node.answer as { readonly min?: unknown; readonly max?: unknown }
  if (min !== undefined || max !== undefined) row.lose('answer', 'The limits of the number are not checked.')
  return [
    row.dialogue({ ...cells, next_nodes: String(checks) }),
    row.more(checks, 'A', 'check', {
      command: check.command,
      parameters: JSON.stringify({ global_vars: variable, ...check.parameters }),
      output: check.output,
      decision: check.output,
      routes: `true~${next}|false~${sorry}|error~${sorry}`,
      variable,
    }),
    row.more(sorry, 'D', 'again', {
      message: node.retry === undefined ? 'That does not look right. Please try again.' : row.text(node.retry, 'retry'),
      next_nodes: String(row.number),
    }),
  ]
}

function assetRows(node: AskNode, cells: Cells, row: FreshRow): readonly Cells[] {
  const { answer } = node
  const withAsset = (type: string, content: string, more: Cells = {}): readonly Cells[] => {
    return [row.dialogue({ ...cells, ...more, asset_type: type, asset: content })]
  }
  const silent = { behaviors: [cells.behaviors ?? '', 'disable_input'].filter((each) => each !== '').join(',') }
  switch (answer.type) {
    case 'date':
    case 'time': {
      if (Object.keys(answer).length > 1) row.lose('answer', 'A picker has no limits.')
      const content = JSON.stringify({ type: 'static', message: cells.message })
      return withAsset(answer.type === 'date' ? 'datepicker' : 'timepicker', content, { ...silent, message: '' })
    }
    case 'file':
      if (node.to.cancel !== undefined && node.to.cancel !== node.to.next)
        row.lose('to.cancel', 'Whoever gives no file goes on like all others.')
      return withAsset(
        'file_upload',
        JSON.stringify({
          type: 'action_node',
          upload_label: 'Upload',
          cancel_label: answer.cancel === undefined ? 'Cancel' : row.text(answer.cancel, 'answer.cancel'),
        }),
        silent,
      )
    case 'web-view': {
      const asset = writeAsset(pageAsset(answer, {}, row.graph))
      return withAsset(asset.type, asset.content, answer.inline === true ? { behaviors: 'inline' } : {})
    }
    case 'rating':
      return scaleRows(node, 'StarRatingSetup', 'star_rating', { max: answer.max ?? 5 }, cells, row)
    case 'slider': {
      const { min = 0, max = 100, step = 1 } = answer
      return scaleRows(node, 'SliderSetup', 'slider', { min, max, step }, cells, row)
    }
    case 'choices':
      return severalRows(node, answer, cells, row)
    default:
      if (answer.type !== 'text' || Object.keys(answer).length > 1)
        row.lose('answer', `An answer of type ${answer.type} is taken as it is typed.`)
      return [row.dialogue(cells)]
  }
}

function scaleRows(
  _node: AskNode,
  command: string,
  type: string,
  settings: { readonly [name: string]: number },
  cells: Cells,
  row: FreshRow,
): readonly Cells[] {
  const asks = row.graph.allocate()
  return [
    row.action(command, settings, {
      output: `success,${type}`,
      decision: 'success',
      routes: `true~${asks}|error~${asks}`,
    }),
    row.more(asks, 'D', 'question', { ...cells, asset_type: type, asset: `{${row.number}*${type}}` }),
  ]
}

function severalRows(
  node: AskNode,
  answer: Extract<AnswerSource, { type: 'choices' }>,
  cells: Cells,
  row: FreshRow,
): readonly Cells[] {
  const dest = row.graph.number(node.to.next) ?? row.number
  const options = (answer.choices ?? []).map((choice) => optionOf(choice, dest, row.graph))
  if (answer.min !== undefined || answer.max !== undefined) row.lose('answer', 'How many may be picked is not said.')
  const { content } = writeAsset({ kind: 'options', type: 'listpicker', options })
  return [
    row.dialogue({ ...cells, asset_type: 'listpicker', asset: content, behaviors: 'multiple_choice,disable_input' }),
  ]
}

const types: { readonly [style: string]: OptionType } = {
  buttons: 'button',
  'quick-replies': 'quick_reply',
  list: 'listpicker',
  tiles: 'imagebutton',
}

function choiceRow(
  node: AskNode,
  answer: Extract<AnswerSource, { type: 'choice' }>,
  cells: Cells,
  row: FreshRow,
): Cells {
  const choices = answer.choices ?? []
  const type = types[answer.style ?? 'buttons'] ?? 'button'
  const options = choices.map((choice) => {
    if (choice.synonyms !== undefined) row.lose(`answer.choices.${choice.id}`, 'A button has no other words.')
    const dest = row.graph.number(node.to[`choice.${choice.id}`] ?? node.to.next) ?? row.number
    const option = optionOf(choice, dest, row.graph)
    return { ...option, label: type === 'button' ? option.label.replace(/[|~]/g, '/') : option.label }
  })
  if (choices.some(({ id, label }) => id !== label)) {
    const reason = `The global ${row.graph.global(node.variable)} holds what the button says, here the variable holds its id.`
    row.lose('variable', reason)
  }
  const { content } = writeAsset({ kind: 'options', type, options })
  const typed = answer.other === true ? { next_nodes: row.target(node.to.other ?? node.to.next) } : silenced(cells)
  return row.dialogue({ ...cells, asset_type: type, asset: content, ...typed })
}

function silenced({ behaviors = '' }: Cells): Cells {
  return { behaviors: [behaviors, 'disable_input'].filter((each) => each !== '').join(',') }
}
