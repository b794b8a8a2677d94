/**
 * Texts in Braze's Liquid, read once and rendered for one person after the other.
 *
 * Owns what Liquid may do and how much of it. Leaves Braze's spelling to `dialect.ts`, the names to `scope.ts`, whatever reaches outside to
 * the {@link Library}.
 *
 * L4 A text reaches no file and no other template: `include`, `render`, `layout` and `block` do not exist.
 * L5 Reading and rendering are bounded, counted and not timed: size, tags and depth of a text; steps, effort, calls and all that is
 *    allocated or put out of a message, see `budget.ts`. Only Connected Content waits, and it has limits of its own.
 * L6 What cannot be read or rendered is a {@link LiquidProblem}, never another exception.
 */
import { Context, Liquid, LiquidError, type Template } from 'liquidjs'
import { chargeForTemplates, operators, putBudget } from './budget.ts'
import { translate } from './dialect.ts'
import { createEmitter } from './emitter.ts'
import { createFilters } from './filter.ts'
import { LiquidProblem, MessageAborted } from './problem.ts'
import { putSession, type Session } from './session.ts'
import { AbortMessageTag } from './tag/abort-message.ts'
import { CatalogItemsTag } from './tag/catalog-items.ts'
import { ConnectedContentTag } from './tag/connected-content.ts'
import { MessageExtrasTag } from './tag/message-extras.ts'
import { TranslationTag } from './tag/translation.ts'

/** Of a text before it is rendered. */
const BOUNDS = { characters: 300_000, tags: 10_000 }
/** Parsed texts are kept, newest last, as long as they weigh no more together: a parsed tag weighs far more than its text. */
const KEPT = { weight: 10_000_000, perTag: 500 }

/** A text ready to be rendered. */
export interface Text {
  /** Rejects with a {@link LiquidProblem}, or with {@link MessageAborted} when the text says so. */
  render(scope: object, session: Session): Promise<string>
}

export interface LiquidEngine {
  /** Throws a {@link LiquidProblem}. */
  read(source: string): Text
}

/** @param now the time of `'now' | date`, epoch milliseconds. */
export function createLiquidEngine(now: () => number): LiquidEngine {
  const liquid = createLiquid(now)
  const kept = new Map<string, Text>()
  let weight = 0

  function keep(source: string, text: Text): Text {
    kept.set(source, text)
    weight += weigh(source)
    for (const [oldest] of kept) {
      if (weight <= KEPT.weight) break
      kept.delete(oldest)
      weight -= weigh(oldest)
    }
    return text
  }

  return {
    read(source) {
      if (!/\{[{%]|<!--/.test(source)) return { render: async () => source }
      return kept.get(source) ?? keep(source, parse(liquid, source))
    },
  }
}

function weigh(source: string): number {
  return source.length + KEPT.perTag * countTags(source)
}

function countTags(text: string): number {
  return text.split(/\{[{%]/).length - 1
}

function createLiquid(now: () => number): Liquid {
  const liquid = new Liquid({
    strictFilters: true,
    ownPropertyOnly: true,
    timezoneOffset: 0,
    locale: 'en-US',
    templates: {},
    parseLimit: BOUNDS.characters * 2,
    operators,
  })
  for (const tag of ['include', 'render', 'layout', 'block']) delete liquid.tags[tag] // L4
  for (const name of Object.keys(liquid.filters)) delete liquid.filters[name]
  for (const [name, filter] of Object.entries(createFilters(now))) liquid.registerFilter(name, filter)
  liquid.registerTag('connected_content', ConnectedContentTag)
  liquid.registerTag('abort_message', AbortMessageTag)
  liquid.registerTag('catalog_items', CatalogItemsTag)
  liquid.registerTag('message_extras', MessageExtrasTag)
  liquid.registerTag('translation', TranslationTag)
  const { renderer } = liquid
  const renderTemplates = renderer.renderTemplates.bind(renderer)
  renderer.renderTemplates = (templates, context, emitter = createEmitter(context)) => {
    chargeForTemplates(context, templates) // L5
    return renderTemplates(templates, context, emitter)
  }
  return liquid
}

function parse(liquid: Liquid, source: string): Text {
  if (source.length > BOUNDS.characters) {
    throw new LiquidProblem(`the text is longer than ${BOUNDS.characters} characters`)
  }
  try {
    const translated = translate(source)
    // A tag costs the parser time in proportion to all that follow it.
    if (countTags(translated) > BOUNDS.tags) throw new LiquidProblem('too many tags')
    const templates = liquid.parse(translated)
    return { render: (scope, session) => render(liquid, templates, scope, session) }
  } catch (error) {
    throw asProblem(error)
  }
}

async function render(liquid: Liquid, templates: Template[], scope: object, session: Session): Promise<string> {
  const context = new Context(scope, liquid.options, {}, { liquid })
  putSession(context, session)
  putBudget(context, session.budget) // L5
  try {
    return String(await liquid.render(templates, context))
  } catch (error) {
    const cause = originOf(error)
    throw cause instanceof MessageAborted ? cause : asProblem(cause)
  }
}

/** What was thrown first, under the errors that liquidjs wraps around it. */
function originOf(error: unknown): unknown {
  let origin = error
  for (let depth = 0; depth < 200 && LiquidError.is(origin); depth += 1) {
    const inner: unknown = (origin as { readonly originalError?: unknown }).originalError
    if (inner === undefined) break
    if (!LiquidError.is(inner) && !(inner instanceof LiquidProblem) && !(inner instanceof MessageAborted)) break
    origin = inner
  }
  return origin
}

function asProblem(error: unknown): LiquidProblem {
  if (error instanceof LiquidProblem) return error
  if (error instanceof Error && error.message.startsWith('Maximum call stack'))
    return new LiquidProblem('it is nested too deeply')
  return new LiquidProblem(error instanceof Error ? error.message.slice(0, 500) : 'it is not Liquid') // L6
}
