import type { Context, Liquid, Template } from 'liquidjs'
import { translate } from '../dialect.ts'

/** Texts with Liquid in them, as arguments of a tag. */
export interface TextArguments {
  /** What stands before the first option. */
  readonly head: readonly Template[]
  readonly options: { readonly [name: string]: readonly Template[] }
}

/**
 * Reads `head :name text :other text …`. An option begins at a colon behind white space, outside braces, and only with one of the names,
 * so that the texts may hold colons and blanks of their own.
 */
export function readTextArguments(liquid: Liquid, args: string, names: ReadonlySet<string>): TextArguments {
  const starts = findOptions(args, names)
  const options: { [name: string]: readonly Template[] } = {}
  for (const [index, { name, from }] of starts.entries()) {
    options[name] = parse(liquid, args.slice(from, starts[index + 1]?.at ?? args.length))
  }
  return { head: parse(liquid, args.slice(0, starts[0]?.at ?? args.length)), options }
}

interface OptionStart {
  readonly name: string
  /** Where its colon is. */
  readonly at: number
  /** Where its text begins. */
  readonly from: number
}

function findOptions(args: string, names: ReadonlySet<string>): readonly OptionStart[] {
  const found: OptionStart[] = []
  let depth = 0
  for (let at = 0; at < args.length; at += 1) {
    const sign = args[at]
    if (sign === '{') depth += 1
    else if (sign === '}') depth = Math.max(0, depth - 1)
    else if (sign === ':' && depth === 0 && /\s/.test(args[at - 1] ?? ' ')) {
      const name = /^\w+/.exec(args.slice(at + 1, at + 40))?.[0] ?? ''
      if (names.has(name)) found.push({ name, at, from: at + 1 + name.length })
    }
  }
  return found
}

function parse(liquid: Liquid, text: string): readonly Template[] {
  return liquid.parse(translate(text.trim()))
}

/** Renders such a text. */
export function* renderText(
  liquid: Liquid,
  templates: readonly Template[] | undefined,
  context: Context,
): Generator<unknown, string | undefined, unknown> {
  if (templates === undefined) return undefined
  const text = yield liquid.renderer.renderTemplates([...templates], context)
  return String(text).trim()
}
