/** What is wrong with the YAML of a file, in words that say what to do: one mistake a line, since the rest follows from it. */
import type { LineCounter, YAMLError } from 'yaml'

export interface YamlMistake {
  readonly line: number
  readonly column: number
  readonly reason: string
  readonly repair: string
}

type Told = Pick<YamlMistake, 'reason' | 'repair'>

export const tooDeep: Told = { reason: 'It is nested too deeply.', repair: 'Nest it less deeply.' }
const more: Told = { reason: 'This is no YAML.', repair: 'Mend the YAML at this place.' }
/** A line that begins a block of text: `examples: |`, with or without a comment. */
const opensBlock = /[:-]\s+[|>][-+0-9]*\s*(#.*)?$/
const dashed = /^\s*-(\s|$)/
const indentOf = (line: string): number => line.length - line.trimStart().length

/** As many as a list of problems shows; the rest is counted only, and finding out why looks through the lines above. */
const mostExplained = 20

/** @param counter of the places of `text` */
export function yamlMistakes(errors: readonly YAMLError[], text: string, counter: LineCounter): readonly YamlMistake[] {
  const exhausted = errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION')
  const lines = text.split(/\r?\n/)
  const first = new Map<number, YamlMistake>()
  for (const error of exhausted === undefined ? errors : [exhausted]) {
    const { line, col: column } = counter.linePos(error.pos[0])
    if (first.has(line)) continue
    first.set(line, {
      line: line || 1,
      column: column || 1,
      ...(exhausted !== undefined ? tooDeep : first.size < mostExplained ? told(error, line, lines) : more),
    })
  }
  return [...first.values()]
}

function told({ code, message }: YAMLError, line: number, lines: readonly string[]): Told {
  const here = lines[line - 1] ?? ''
  if (isBelowBlock(line, lines))
    return {
      reason: 'The lines below "|" are not indented.',
      repair: 'Begin each of them further to the right than the line that ends with "|".',
    }
  const quotes = 'Put the text in quotes, or write the examples below `examples: |`.'
  if (/\[[^\]\n]*\][({]/.test(here)) return { reason: 'A text that begins with "[" is a list in YAML.', repair: quotes }
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && dashed.test(here))
    return { reason: 'A text with ": " in it is a name and its value in YAML.', repair: quotes }
  if (code === 'BAD_SCALAR_START') return { reason: `${message.replace(/[.:]*$/, '')}.`, repair: quotes }
  if (code === 'TAB_AS_INDENT' || /^ *\t/.test(here))
    return { reason: 'The line begins with a tab.', repair: 'Indent with spaces.' }
  if (code === 'MULTIPLE_DOCS') return { reason: 'The file holds several documents.', repair: 'Remove the line "---".' }
  const repair = /without - indicator|at the same column/.test(message)
    ? 'Begin the line as far to the right as those it belongs to.'
    : 'Mend the YAML at this place.'
  return { reason: `${message.replace(/[.:]*$/, '')}.`, repair }
}

/** Whether the line is one of those with dashes that stand below `examples: |` as far to the left as that does. */
function isBelowBlock(line: number, lines: readonly string[]): boolean {
  const own = indentOf(lines[line - 1] ?? '')
  if (!dashed.test(lines[line - 1] ?? '')) return false
  for (let at = line - 2; at >= 0; at--) {
    const above = lines[at] ?? ''
    if (above.trim() === '' || (dashed.test(above) && indentOf(above) === own && !opensBlock.test(above))) continue
    return opensBlock.test(above) && indentOf(above) <= own
  }
  return false
}
