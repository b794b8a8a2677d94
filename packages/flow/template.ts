/**
 * Texts in Liquid, read once and rendered with limits.
 *
 * Owns what Liquid may do here. Which names exist is the scope's concern, what is wrong with an author's text the
 * compiler's.
 *
 * FT1 a text reaches no file and no other text: `include`, `render`, `layout` and `block` do not exist
 * FT2 the time is the event's, and chance does not exist: `'now' | date` reads the scope, `sample` does not exist
 * FT3 rendering is total and bounded: what fails or grows too large renders as far as nothing
 */
import { Context, type FilterImplOptions, Liquid, type Template as LiquidTemplate } from 'liquidjs'
import { isDeeper, piecesOf } from './analysis/text-tree.ts'
import { clean } from './clean.ts'
import { escapeMarkdown, settleValues } from './markdown.ts'
import { suggest } from './nearest.ts'
import { type PlainPart, partsOf, renderParts } from './plain-template.ts'
import type { Scope, Use } from './scope.ts'
import type { Value } from './value.ts'

/** A text ready to be rendered. */
export interface Template {
  /** Names of the scope it reads. */
  readonly uses: readonly Use[]
  /** What Liquid has read; absent where a text holds no Liquid. */
  readonly tree?: readonly LiquidTemplate[]
  render(scope: Scope): string
}

/** A text of a flow. */
export interface Text extends Template {
  /** Whether it uses a sensitive variable, so that what it renders may repeat one. */
  readonly sensitive: boolean
  /** The language that it is rendered in where this one is wanted. */
  languageFor(wanted: string): string
}

/** Why a text is not Liquid; `at` is the 0-based offset in the text, when known. */
export interface BrokenText {
  readonly reason: string
  readonly repair: string
  readonly at: number | null
}

/** Characters of a text, before and after rendering: these are messages, not documents. */
const longestText = 20_000
/** Steps of one rendering, loops included, and characters and items it may allocate. Counted, not timed: the same everywhere. */
export const mostSteps = 10_000
export const mostMemory = 200_000

/** Levels of tags inside each other. */
const deepest = 50
const tooDeep: BrokenText = {
  reason: `its tags are nested deeper than ${deepest} levels`,
  repair: 'Say it in several nodes, with a branch between them.',
  at: null,
}

/** What a text becomes: Markdown, in which values are shown as they are, or plain. FT7 */
export type TextForm = 'markdown' | 'plain'

const engines: { readonly [form in TextForm]: Liquid } = {
  markdown: createEngine({ outputEscape: (value: unknown) => escapeValue(value) as string }),
  plain: createEngine({}),
}

function createEngine(more: ConstructorParameters<typeof Liquid>[0]): Liquid {
  const engine = new Liquid({
    ...more,
    strictFilters: true,
    ownPropertyOnly: true,
    timezoneOffset: 0,
    locale: 'en-US',
    templates: {},
    parseLimit: longestText,
    memoryLimit: mostMemory,
  })
  for (const tag of ['include', 'render', 'layout', 'block']) delete engine.tags[tag] // FT1
  delete engine.filters.sample // FT2
  for (const name of ['date', 'date_to_xmlschema', 'date_to_rfc822', 'date_to_string', 'date_to_long_string']) {
    engine.registerFilter(name, atEventTime(engine.filters[name]))
  }
  return engine
}

/** The filters and tags that texts have. */
export const filterNames: readonly string[] = Object.keys(engines.plain.filters)
export const tagNames: readonly string[] = Object.keys(engines.plain.tags)

function escapeValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(escapeValue)
  return typeof value === 'string' ? escapeMarkdown(value) : value
}

/** The environment that a rendering sees; `now` is always there for the date filters. */
interface Environment {
  readonly now: string | null
  [name: string]: Value
}

function atEventTime(filter: FilterImplOptions | undefined): FilterImplOptions {
  if (typeof filter !== 'function') throw new Error('liquidjs has no such date filter any more')
  return function (given: unknown, ...rest: unknown[]) {
    const isNow = given === 'now' || given === 'today'
    return filter.call(this, isNow ? (this.context.environments as Environment).now : given, ...rest) // FT2
  }
}

/** The moment as ISO 8601, `null` for a moment outside the calendar. */
export function isoTime(at: number): string | null {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

/** Reads a text, written in `language`. A text without Liquid stays a plain string and costs nothing to render. */
export function compileTemplate(source: string, form: TextForm = 'markdown', language = 'en'): Template | BrokenText {
  if (source.length > longestText) {
    const reason = `it is longer than ${longestText} characters`
    return { reason, repair: 'Say it in several nodes, or put it on a page and send the link.', at: null }
  }
  if (!source.includes('{{') && !source.includes('{%')) {
    const text = clean(source)
    return { uses: [], render: () => text }
  }
  try {
    const engine = engines[form]
    const parsed = engine.parse(source)
    if (isDeeper(piecesOf(parsed), deepest)) return tooDeep
    const uses = usesOf(engine, parsed)
    const names = [...new Set(uses.map((use) => use[0] ?? ''))].filter((name) => name !== 'now')
    const options = optionsIn(engine, form, language)
    const parts = partsOf(parsed)
    const whole = (scope: Scope) => render(engine, options, parsed, names, scope)
    return {
      uses,
      tree: parsed,
      render: parts === null ? whole : (scope) => renderPlain(parts, form, scope) ?? whole(scope),
    }
  } catch (error) {
    return broken(error, source)
  }
}

function usesOf(engine: Liquid, parsed: LiquidTemplate[]): Use[] {
  const { globals } = engine.analyzeSync(parsed, { partials: false })
  return Object.values(globals)
    .flat()
    .map((variable) => {
      const segments = variable.toArray()
      const computed = segments.findIndex((segment) => typeof segment !== 'string')
      return (computed === -1 ? segments : segments.slice(0, computed)).map(String)
    })
}

type Options = Liquid['options']
const optionsByLanguage: { readonly [form in TextForm]: Map<string, Options> } = {
  markdown: new Map(),
  plain: new Map(),
}

/** `date: '%B'` names the month in the text's own language. FW9 */
function optionsIn(engine: Liquid, form: TextForm, language: string): Options {
  if (language === 'en') return engine.options
  const known = optionsByLanguage[form]
  const found = known.get(language)
  if (found !== undefined) return found
  const made = { ...engine.options, locale: language }
  if (known.size < 1000) known.set(language, made)
  return made
}

/** The same as `render` for texts that only put values in, many times faster; `null`: this takes all of Liquid. */
function renderPlain(parts: readonly PlainPart[], form: TextForm, scope: Scope): string | null {
  const text = renderParts(parts, scope, form === 'markdown' ? escapeMarkdown : null)
  return text === null ? null : settleValues(clean(text)).slice(0, longestText)
}

function render(
  engine: Liquid,
  options: Options,
  parsed: LiquidTemplate[],
  names: readonly string[],
  scope: Scope,
): string {
  const environment: Environment = {
    get now() {
      return isoTime(scope.at)
    },
  }
  for (const name of names) environment[name] = scope.value(name)
  try {
    const context = new Context(environment, options, { sync: true }, { liquid: engine })
    let steps = 0
    // liquidjs looks at the clock here, once per piece and per round of a loop; counting them is the same everywhere.
    context.renderLimit.check = () => {
      steps += 1
      if (steps > mostSteps) throw new Error('the text takes too many steps') // FT3
    }
    const text: unknown = engine.renderSync(parsed, context)
    return settleValues(clean(String(text))).slice(0, longestText)
  } catch {
    return '' // FT3
  }
}

const usualRepair = 'Close every {{ and {%, and use only the tags and filters of Liquid.'

function broken(error: unknown, source: string): BrokenText {
  const message = error instanceof Error ? error.message : String(error)
  // The parser is recursive.
  if (error instanceof RangeError) return tooDeep
  const found = /^(.*), line:(\d+), col:(\d+)/s.exec(message)
  const reason = found?.[1] ?? message
  return {
    reason,
    repair: repairOf(reason),
    at: found === null ? null : offsetOf(source, Number(found[2]), Number(found[3])),
  }
}

function repairOf(reason: string): string {
  const filter = /^undefined filter: (.+)$/.exec(reason)?.[1]
  if (filter !== undefined) return `There is no such filter. ${suggest(filter, Object.keys(engines.plain.filters))}`
  const tag = /^tag "(.+)" not found$/.exec(reason)?.[1]
  if (tag !== undefined) return `There is no such tag. ${suggest(tag, Object.keys(engines.plain.tags))}`
  return usualRepair
}

function offsetOf(source: string, line: number, column: number): number {
  const lines = source.split('\n').slice(0, line - 1)
  return lines.reduce((sum, each) => sum + each.length + 1, 0) + column - 1
}
