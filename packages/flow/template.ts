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
import { clean } from './clean.ts'
import type { Scope, Use } from './scope.ts'
import type { Value } from './value.ts'

/** A text ready to be rendered. */
export interface Template {
  /** Names of the scope it reads. */
  readonly uses: readonly Use[]
  render(scope: Scope): string
}

/** A text of a flow. */
export interface Text extends Template {
  /** Whether it uses a sensitive variable, so that what it renders may repeat one. */
  readonly sensitive: boolean
}

/** Why a text is not Liquid; `at` is the 0-based offset in the text, when known. */
export interface BrokenText {
  readonly reason: string
  readonly at: number | null
}

/** Characters of a text, before and after rendering: these are messages, not documents. */
const longestText = 20_000
/** Steps of one rendering, loops included, and characters and items it may allocate. Counted, not timed: the same everywhere. */
const mostSteps = 10_000
const mostMemory = 200_000

const engine = new Liquid({
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

/** The environment that a rendering sees; `now` is always there for the date filters. */
interface Environment {
  now: string | null
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

/** Reads a text. A text without Liquid stays a plain string and costs nothing to render. */
export function compileTemplate(source: string): Template | BrokenText {
  if (source.length > longestText) return { reason: `it is longer than ${longestText} characters`, at: null }
  if (!source.includes('{{') && !source.includes('{%')) {
    const text = clean(source)
    return { uses: [], render: () => text }
  }
  try {
    const parsed = engine.parse(source)
    const uses = usesOf(parsed)
    const names = [...new Set(uses.map((use) => use[0] ?? ''))].filter((name) => name !== 'now')
    return { uses, render: (scope) => render(parsed, names, scope) }
  } catch (error) {
    return broken(error, source)
  }
}

function usesOf(parsed: LiquidTemplate[]): Use[] {
  const { globals } = engine.analyzeSync(parsed, { partials: false })
  return Object.values(globals)
    .flat()
    .map((variable) => {
      const segments = variable.toArray()
      const computed = segments.findIndex((segment) => typeof segment !== 'string')
      return (computed === -1 ? segments : segments.slice(0, computed)).map(String)
    })
}

function render(parsed: LiquidTemplate[], names: readonly string[], scope: Scope): string {
  const environment: Environment = { now: isoTime(scope.at) }
  for (const name of names) environment[name] = scope.value(name)
  try {
    const context = new Context(environment, engine.options, { sync: true }, { liquid: engine })
    let steps = 0
    // liquidjs looks at the clock here, once per piece and per round of a loop; counting them is the same everywhere.
    context.renderLimit.check = () => {
      steps += 1
      if (steps > mostSteps) throw new Error('the text takes too many steps') // FT3
    }
    const text: unknown = engine.renderSync(parsed, context)
    return clean(String(text)).slice(0, longestText)
  } catch {
    return '' // FT3
  }
}

function broken(error: unknown, source: string): BrokenText {
  const message = error instanceof Error ? error.message : String(error)
  const found = /^(.*), line:(\d+), col:(\d+)/s.exec(message)
  if (found === null) return { reason: message, at: null }
  const lines = source.split('\n').slice(0, Number(found[2]) - 1)
  return {
    reason: found[1] ?? message,
    at: lines.reduce((sum, line) => sum + line.length + 1, 0) + Number(found[3]) - 1,
  }
}
