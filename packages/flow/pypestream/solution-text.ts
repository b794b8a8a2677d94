/** The files of an imported solution that people write on: settings, scripts to be written, and what is left to do. */
import type { Problem } from '../problem.ts'
import type { App } from './app.ts'
import type { ActionRow } from './row.ts'

/** As wide as lines are written. */
const widest = 110

/** A literal of TypeScript: on one line where it fits. */
function literal(value: unknown, indent: string): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const isList = Array.isArray(value)
  const parts = (deeper: string): readonly string[] =>
    isList
      ? value.map((each) => literal(each, deeper))
      : Object.entries(value).map(([name, each]) => `${isName(name) ? name : quoted(name)}: ${literal(each, deeper)}`)
  const [open, close, gap] = isList ? ['[', ']', ''] : ['{', '}', ' ']
  const inline = parts(indent).join(', ')
  if (inline === '') return `${open}${close}`
  if (inline.length + indent.length < widest && !inline.includes('\n')) return `${open}${gap}${inline}${gap}${close}`
  const deeper = `${indent}  `
  return `${open}\n${parts(deeper)
    .map((part) => `${deeper}${part},\n`)
    .join('')}${indent}${close}`
}

const isName = (text: string): boolean => /^[A-Za-z_$][\w$]*$/.test(text)

function quoted(text: string): string {
  const json = JSON.stringify(text)
  return /['\\]/.test(json) ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`
}

export function solutionText(name: string, app: App | null): string {
  const { params = { sandbox: {}, prod: {} }, secrets = [] } = app ?? {}
  const comment =
    secrets.length === 0 ? '' : '  // Values come from PARLEY_SECRET_SANDBOX_<NAME> and PARLEY_SECRET_PROD_<NAME>.\n'
  return `import { defineSolution } from '@parley/actions'

export default defineSolution({
  name: '${name}',
  start: 'main',
  params: ${literal(params, '  ')},
${comment}  secrets: ${literal(secrets, '  ')},
  // Hosts that the actions may reach.
  egress: [],
})
`
}

/** Text that stays inside of a comment. */
function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 400 ? `${line.slice(0, 400).toWellFormed()}…` : line
}

/** A script that is to be written: it compiles, and ends in an error. */
export function stubText(row: ActionRow): string {
  const { command, number, name, output, decision, routes } = row
  const description = oneLine(row.cells.description ?? '')
  const lines = [
    `To be written: node ${number}${name === '' ? '' : `, ${oneLine(name)}`}.`,
    ...(description === '' ? [] : [description]),
    `Gets ${
      Object.keys(row.parameters)
        .concat(row.nodeInput.map((each) => each.name))
        .join(', ') || 'nothing'
    }.`,
    `Returns ${output.join(', ')}; ${decision} is one of ${routes.map(({ value }) => value).join(', ')}.`,
  ]
  return `${lines.map((line) => `# ${line}`).join('\n')}


class ${command}:
    def execute(self, log, payload=None, context=None):
        log('${command} is not written yet.')
        return {'success': 'error'}
`
}

export interface Todo {
  readonly stubs: readonly { readonly command: string; readonly rows: readonly ActionRow[] }[]
  readonly secrets: readonly string[]
  readonly replaced: readonly string[]
  readonly problems: readonly Problem[]
}

/** Markdown that shows the text as it is. */
function code(text: string): string {
  const line = oneLine(text).replaceAll('`', "'")
  return line === '' ? '—' : `\`${line}\``
}

const mostNotes = 100

/** `null`: nothing. */
export function todoText({ stubs, secrets, replaced, problems }: Todo): string | null {
  const parts = ['# What is left to do\n\nThis solution was imported from Pypestream. Remove what is done.\n']
  if (stubs.length > 0) {
    parts.push('## Scripts to write\n\nEach is there, compiles, and ends in `error`.\n')
    for (const { command, rows } of stubs) parts.push(`### actions/${command}.py\n\n${rows.map(stubItem).join('\n')}\n`)
  }
  if (secrets.length > 0) {
    const list = secrets.map(
      (name) => `- [ ] \`PARLEY_SECRET_SANDBOX_${name.toUpperCase()}\`, \`PARLEY_SECRET_PROD_${name.toUpperCase()}\``,
    )
    parts.push(
      `## Secrets to set\n\nTheir values were in \`app.py\`: replace them where they are valid.\n\n${list.join('\n')}\n`,
    )
  }
  if (replaced.length > 0) {
    const list = replaced.map((name) => `\`${name}.py\``).join(', ')
    parts.push(`## Scripts that were not taken over\n\nNodes say the same, or no row runs them: ${list}.\n`)
  }
  const notes = problems.filter(({ code: kind }) => kind === 'pypestream-lost' || kind === 'pypestream-reference')
  if (notes.length > 0) {
    const list = notes.slice(0, mostNotes).map(({ place, reason }) => {
      const where = [place.node === undefined ? '' : `node ${place.node}`, place.field ?? ''].filter(
        (each) => each !== '',
      )
      return `- [ ] ${where.length === 0 ? '' : `${where.join(', ')}: `}${oneLine(reason)}`
    })
    if (notes.length > mostNotes) list.push(`- [ ] … and ${notes.length - mostNotes} more.`)
    parts.push(`## To look at\n\n${list.join('\n')}\n`)
  }
  return parts.length === 1 ? null : parts.join('\n')
}

function stubItem({ number, name, cells, output, decision, routes, nodeInput }: ActionRow): string {
  const inputs = nodeInput.map((each) => `${each.name}:${each.node}`).join(', ')
  return [
    `- [ ] node ${number} ${code(name)}`,
    `  - parameters: ${code(cells.parameters ?? '')}${inputs === '' ? '' : `, answers: ${code(inputs)}`}`,
    `  - returns: ${code(output.join(', '))}; ${code(decision)} leads on: ${routes.map(({ value }) => code(value)).join(', ')}`,
  ].join('\n')
}
