import { styleText } from 'node:util'
import type {
  EdgeChange,
  FieldChange,
  FileChange,
  FlowChange,
  ListChange,
  NodeChange,
  SolutionDiff,
  TextPart,
  Value,
} from '@parley/flow'

type Change = 'added' | 'removed' | 'changed' | 'renamed' | 'moved'

const signs: { readonly [change in Change]: string } = {
  added: '+',
  removed: '-',
  changed: '~',
  renamed: '~',
  moved: '~',
}

/** Longer values are cut: the whole is in `--json`. */
const longestValue = 300

export interface PrintOptions {
  /** Whether the terminal shows colours. Without them words are marked as `git diff --word-diff` does: [-old-]{+new+}. */
  readonly color: boolean
}

/** What became of a solution, for a person at a terminal. Empty when nothing did. */
export function printDiff(diff: SolutionDiff, { color }: PrintOptions): string {
  const paint = painter(color)
  const sections = [
    section(
      'solution',
      diff.head.map((change) => printField(change, paint)),
    ),
    ...diff.flows.map((flow) => printFlow(flow, paint)),
    section(
      'texts',
      diff.texts.map((change) => printField(change, paint)),
    ),
    section(
      'actions',
      diff.actions.map((change) => printField(change, paint)),
    ),
    section(
      'code',
      diff.files.map((file) => printFile(file, paint)),
    ),
    section(
      'parameters',
      diff.params.map((change) => printField(change, paint)),
    ),
    section('secrets', printList(diff.secrets, paint)),
    section('egress', printList(diff.egress, paint)),
  ]
  return sections.filter((text) => text !== '').join('\n\n')
}

/** `1 flow changed (2 nodes added, 1 changed), 1 text, 1 action`, or `nothing`. */
export function summarizeDiff(diff: SolutionDiff): string {
  const counted = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`
  const parts = [
    ...diff.flows.map(summarizeFlow),
    diff.head.length === 0 ? '' : counted(diff.head.length, 'setting'),
    diff.texts.length === 0 ? '' : counted(diff.texts.length, 'translated text'),
    diff.actions.length === 0
      ? ''
      : counted(new Set(diff.actions.map(({ path }) => path.split('.', 1)[0])).size, 'action signature'),
    diff.files.length === 0 ? '' : counted(diff.files.length, 'code file'),
    diff.params.length === 0 ? '' : counted(diff.params.length, 'parameter'),
    summarizeList(diff.secrets, 'secret'),
    summarizeList(diff.egress, 'egress host'),
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'nothing' : parts.join(', ')
}

function summarizeFlow({ flow, kind, nodes, settings, variables }: FlowChange): string {
  if (kind !== 'changed') return `flow ${flow} ${kind}`
  const count = (wanted: NodeChange['kind']): string => {
    const number = nodes.filter((node) => node.kind === wanted).length
    return number === 0 ? '' : `${number} ${wanted}`
  }
  const inside = [
    ...(['added', 'removed', 'changed', 'renamed'] as const).map(count),
    variables.length === 0 ? '' : `${variables.length} in variables`,
    settings.length === 0 ? '' : `${settings.length} in its head`,
  ]
  return `flow ${flow}: ${inside.filter((part) => part !== '').join(', ')}`
}

function summarizeList({ added, removed }: ListChange, what: string): string {
  const parts = [...added.map((each) => `+${each}`), ...removed.map((each) => `-${each}`)]
  return parts.length === 0 ? '' : `${what}s ${parts.join(' ')}`
}

type Paint = (change: Change | 'head', text: string) => string

function painter(color: boolean): Paint & { readonly color: boolean } {
  const styles = {
    added: 'green',
    removed: 'red',
    changed: 'yellow',
    renamed: 'yellow',
    moved: 'yellow',
    head: 'bold',
  } as const
  const paint: Paint = (change, text) => (color ? styleText(styles[change], text, { validateStream: false }) : text)
  return Object.assign(paint, { color })
}
type Painter = ReturnType<typeof painter>

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map(indent)].join('\n')
}

const indent = (text: string): string => text.replaceAll(/^/gm, '  ')

function printFlow(flow: FlowChange, paint: Painter): string {
  const title = `flow ${flow.flow}${flow.kind === 'changed' ? '' : ` (${flow.kind})`}`
  return section(paint('head', title), [
    ...flow.settings.map((change) => printField(change, paint)),
    ...flow.variables.map((change) => printField({ ...change, path: `variables.${change.path}` }, paint)),
    ...flow.nodes.map((node) => printNode(node, paint)),
  ])
}

function printNode({ id, kind, was, node, fields, edges }: NodeChange, paint: Painter): string {
  const name = was === undefined ? id : `${was} → ${id}`
  const head = paint(kind, `${signs[kind]} ${node} ${name}`)
  const shown = kind === 'added' || kind === 'removed' ? fields.filter((field) => field.path !== 'kind') : fields
  const inside = [...shown.map((field) => printField(field, paint)), ...edges.map((edge) => printEdge(edge, paint))]
  return [head, ...inside.map(indent)].join('\n')
}

function printEdge({ port, from, to }: EdgeChange, paint: Painter): string {
  if (from === null) return paint('added', `+ ${port} → ${to}`)
  if (to === null) return paint('removed', `- ${port} → ${from}`)
  return `${paint('changed', `~ ${port} → ${to}`)} (was ${from})`
}

function printField({ path, kind, from, to, words }: FieldChange, paint: Painter): string {
  const head = `${signs[kind]} ${path}`
  switch (kind) {
    case 'added':
      return paint('added', `${head}: ${printValue(to)}`)
    case 'removed':
      return paint('removed', `${head}: ${printValue(from)}`)
    case 'moved':
      return `${paint('moved', head)} in another order: ${(to as readonly string[]).join(', ')}`
    case 'changed':
      return words === undefined || !isReadable(words)
        ? `${paint('changed', head)}: ${paint('removed', printValue(from))} → ${paint('added', printValue(to))}`
        : `${paint('changed', head)}: ${words.map((part) => printPart(part, paint)).join('')}`
  }
}

/** A text of which nothing is left reads better as two texts. */
function isReadable(words: readonly TextPart[]): boolean {
  return words.some((part) => part.kind === 'same' && part.text.trim() !== '')
}

function printPart({ kind, text }: TextPart, paint: Painter): string {
  if (kind === 'same') return text
  if (paint.color) return paint(kind, text)
  return kind === 'added' ? `{+${text}+}` : `[-${text}-]`
}

function printValue(value: Value | undefined): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length <= longestValue ? text : `${text.slice(0, longestValue)}…`
}

function printFile({ file, kind, hunks }: FileChange, paint: Painter): string {
  const head = paint(kind, `${signs[kind]} ${file}`)
  if (kind !== 'changed') return head
  if (hunks.length === 0) return `${head} (too much of it to show)`
  const lines = hunks.flatMap(({ to, lines: changed }) => [
    `  line ${to}`,
    ...changed.map((line) =>
      line.startsWith('+')
        ? paint('added', `    ${line}`)
        : line.startsWith('-')
          ? paint('removed', `    ${line}`)
          : `    ${line}`,
    ),
  ])
  return [head, ...lines].join('\n')
}

function printList({ added, removed }: ListChange, paint: Painter): readonly string[] {
  return [...removed.map((each) => paint('removed', `- ${each}`)), ...added.map((each) => paint('added', `+ ${each}`))]
}
