/**
 * A Pypestream solution as a solution: `bot.csv` and the files that belong to it become flow, intents, actions and settings.
 *
 * Text in, text out: nothing is read or written here. With an error there are no files, so that no half of a solution is left.
 */
import { compile } from '../compile.ts'
import { nearest } from '../nearest.ts'
import type { Problem } from '../problem.ts'
import type { ActionSignature } from '../source.ts'
import { type App, readApp } from './app.ts'
import { Bot, startNumber } from './bot.ts'
import { flowOf, type MadeFlow } from './flow.ts'
import { readTraining, type Training, writeEntities, writeIntents } from './intents.ts'
import { mappedCommands } from './library/index.ts'
import { readyScripts } from './ready-scripts.ts'
import { type ActionRow, type Row, readRow } from './row.ts'
import { type RowMistakes, SheetReport } from './sheet-report.ts'
import { solutionText, stubText, todoText } from './solution-text.ts'
import { readTable } from './table.ts'

export interface GivenFile {
  /** As people know it, for the places of problems. */
  readonly file: string
  readonly text: string
}

/** The files of a Pypestream solution. */
export interface PypestreamFiles {
  readonly bot: GivenFile
  readonly intents?: GivenFile
  readonly entities?: GivenFile
  readonly app?: GivenFile
  /** Action scripts by class, `StorePhoto`. */
  readonly scripts?: { readonly [name: string]: string }
}

export interface PypestreamImport {
  /** By path in the solution's folder; `null` when any problem is an error. */
  readonly files: { readonly [path: string]: string } | null
  readonly problems: readonly Problem[]
  /** The errors of `bot.csv` as Pypestream's own compiler would have them. */
  readonly mistakes: readonly RowMistakes[]
  readonly counts: { readonly rows: number; readonly nodes: number; readonly stubs: number }
}

/** Reads a bot's rows and makes one flow of them, and checks it. Total: what is wrong is in `problems`. */
export function importPypestream(given: PypestreamFiles, name: string): PypestreamImport {
  const report = new SheetReport(given.bot.file)
  const rows = readTable(given.bot.text, report).flatMap((row) => readRow(row, report) ?? [])
  const training = given.intents === undefined ? noTraining : trainingOf(given.intents, report)
  const bot = new Bot(rows, report, training.phrases.keys())
  checkStart(rows, bot)
  const made = rows.length === 0 ? null : flowOf(bot)
  const nodes = Object.keys(made?.flow.nodes ?? {}).length
  const failed = (): PypestreamImport => ({
    files: null,
    problems: report.problems,
    mistakes: report.mistakes(),
    counts: { rows: rows.length, nodes, stubs: 0 },
  })
  if (made === null || report.hasErrors) return failed()
  const text = `${JSON.stringify(made.flow, null, 2)}\n`
  const intents = writeIntents(bot.intents.keys(), training)
  checkFlow(made, text, [...intents.ids.values()], report)
  const app = given.app === undefined ? null : readApp(given.app.text)
  const actions = scriptsOf(made.scripts, given.scripts ?? {}, report)
  const entities = given.entities === undefined ? null : entitiesOf(given.entities, report)
  warnOf(app, given, bot, intents.silent, report)
  if (report.hasErrors) return failed()
  const todo = todoText({
    stubs: actions.stubs,
    secrets: app?.secrets ?? [],
    replaced: actions.replaced,
    problems: report.problems,
  })
  const files = {
    'solution.ts': solutionText(name, app),
    'flows/main.flow.json': text,
    ...(intents.ids.size === 0 ? {} : { 'nlu/intents.yaml': intents.text }),
    ...(entities === null ? {} : { 'nlu/entities.yaml': entities }),
    ...(app === null ? {} : { 'app.py': app.text }),
    ...actions.files,
    ...(todo === null ? {} : { 'TODO.md': todo }),
    '.gitignore': '.parley/\n',
  }
  return {
    files,
    problems: report.problems,
    mistakes: [],
    counts: { rows: rows.length, nodes, stubs: actions.stubs.length },
  }
}

const noTraining: Training = { phrases: new Map(), types: new Map() }

/** Problems of another file than the table. */
function otherReport<Made>(file: string, report: SheetReport, make: (own: SheetReport) => Made): Made {
  const own = new SheetReport(file)
  const made = make(own)
  for (const problem of own.problems) report.tell(problem)
  return made
}

function trainingOf({ file, text }: GivenFile, report: SheetReport): Training {
  return otherReport(file, report, (own) => readTraining(text, own))
}

function entitiesOf({ file, text }: GivenFile, report: SheetReport): string | null {
  return otherReport(file, report, (own) => writeEntities(text, own))
}

function checkStart(rows: readonly Row[], bot: Bot): void {
  if (rows.length === 0 || bot.rows.has(startNumber)) return
  const about = {
    at: null,
    column: 'number',
    entry: String(startNumber),
    said: 'referenced node does not exist',
  } as const
  const reason = `There is no node ${startNumber}, where conversations begin.`
  bot.report.error('pypestream-reference', about, reason, `Give the first row the number ${startNumber}.`)
}

/** A script may end in anything, and sets globals by their names. */
const openSignature: ActionSignature = { outcomes: [], open: true, sets: 'upper-case' }

/** What the compiler finds in the flow is the row's mistake. */
function checkFlow(made: MadeFlow, text: string, intents: readonly string[], report: SheetReport): void {
  const actions = Object.fromEntries(
    [...made.scripts.map(({ command }) => command), ...carriedActions(made.flow)].map((command) => [
      command,
      openSignature,
    ]),
  )
  const flows = { main: { file: 'flows/main.flow.json', text } }
  const phrases = Object.fromEntries(intents.map((intent) => [intent, []]))
  const { problems } = compile({ name: 'import', start: 'main', flows, actions, intents: phrases })
  for (const { severity, place, reason, repair } of problems) {
    if (severity !== 'error') continue
    const row = place.node === undefined ? undefined : made.rows.get(place.node)
    const field = place.field === undefined ? '' : ` (${place.field})`
    const about = { at: row?.place ?? null, column: null, said: reason }
    report.error('pypestream-flow', about, `${reason}${field}`, repair)
  }
}

/** Nodes that came back as they were may run actions that are no scripts. */
function carriedActions(flow: MadeFlow['flow']): readonly string[] {
  return Object.values(flow.nodes).flatMap((node) => (node.kind === 'action' ? [node.action] : []))
}

interface Scripts {
  readonly files: { readonly [path: string]: string }
  readonly stubs: readonly { readonly command: string; readonly rows: readonly ActionRow[] }[]
  /** Scripts that were given and that nodes took the place of. */
  readonly replaced: readonly string[]
}

function scriptsOf(
  rows: readonly ActionRow[],
  given: { readonly [name: string]: string },
  report: SheetReport,
): Scripts {
  const files: { [path: string]: string } = {}
  const stubs: { command: string; rows: ActionRow[] }[] = []
  const known = new Map(Object.entries(given))
  for (const row of rows) {
    const { command } = row
    const path = `actions/${command}.py`
    const stub = stubs.find((each) => each.command === command)
    if (stub !== undefined) stub.rows.push(row)
    if (Object.hasOwn(files, path)) continue
    const text = known.get(command) ?? (Object.hasOwn(readyScripts, command) ? readyScripts[command] : undefined)
    files[path] = text ?? stubText(row)
    if (text !== undefined) continue
    stubs.push({ command, rows: [row] })
    const near = nearest(command, [...mappedCommands, ...Object.keys(readyScripts), ...known.keys()])
    const hint = near === null || near === command ? '' : ` Or did you mean ${near}?`
    const about = { at: row.place, column: 'command', entry: command } as const
    const isKnown = mappedCommands.includes(command)
    const why = isKnown
      ? 'Its parameters are none that nodes could say'
      : 'There is no script of this name beside the table'
    const repair = `Write it in ${path}, which ends in an error until then: see TODO.md.${hint}`
    report.warn('pypestream-script', about, `${why}, so ${command} is to be written.`, repair)
  }
  for (const name of mentioned(Object.values(files), known.keys()))
    files[`actions/${name}.py`] ??= known.get(name) ?? ''
  const replaced = [...known.keys()].filter((name) => !Object.hasOwn(files, `actions/${name}.py`)).sort()
  return { files, stubs, replaced }
}

/** Scripts that other scripts import. */
function mentioned(texts: readonly string[], names: Iterable<string>): readonly string[] {
  const imports = texts.flatMap((text) => text.match(/^[ \t]*(?:from|import)[^\n]*/gm) ?? []).join('\n')
  return [...names].filter((name) => new RegExp(`\\b${name.replace(/[^\w]/g, '\\$&')}\\b`).test(imports))
}

function warnOf(
  app: App | null,
  given: PypestreamFiles,
  bot: Bot,
  silent: readonly string[],
  report: SheetReport,
): void {
  const file = given.app?.file ?? 'app.py'
  const tell = (code: string, reason: string, repair: string) =>
    report.tell({ code, severity: 'warning', place: { file }, reason, repair })
  if (app !== null && !app.read)
    tell('pypestream-lost', 'PARAMS cannot be read, so that its values stay in the file.', 'Move them to solution.ts.')
  for (const secret of app?.secrets ?? []) {
    const variable = `PARLEY_SECRET_<ENVIRONMENT>_${secret.toUpperCase()}`
    const reason = `The value of "${secret}" looks like a secret and was taken out of the source.`
    tell(
      'pypestream-secret',
      reason,
      `Set ${variable}, and replace the value where it is valid: it has been in a file.`,
    )
  }
  if (silent.length === 0) return
  const names = silent.slice(0, 10).join(', ')
  const more = silent.length > 10 ? ', …' : ''
  const about = { at: null, column: 'intent' } as const
  const reason = `There are no phrases for ${silent.length === 1 ? 'the intent' : 'the intents'} ${names}${more}, so nothing is understood as such.`
  if (bot.intents.size > 0)
    report.warn('pypestream-lost', about, reason, 'Give intent.csv, or write them in nlu/intents.yaml.')
}
