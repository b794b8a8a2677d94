/**
 * Texts of Pypestream (`{NAME}`, `<<far fa-check>>`) as Liquid, and back.
 *
 * An icon becomes a comment of Liquid: nobody sees it, and it stays where it was.
 */
import type { VariableType } from '../variable.ts'
import type { Globals } from './globals.ts'

/** `address`: what comes after the question mark of an address is encoded. */
export type Wording = 'text' | 'address'

const marks = /<<\s*(fa[a-z]*(?:[\s-]+[a-z0-9-]+)+)\s*>>|\{([A-Z0-9_]+)\}|\{(?=[{%]|<<)/g

const reads: { readonly [type in VariableType]?: string } = { choices: " | join: ', '", file: '.name' }

/** How Liquid shows a variable. */
function shown(variable: string, globals: Globals, encoded: boolean): string {
  return `{{ ${variable}${reads[globals.type(variable)] ?? ''}${encoded ? ' | url_encode' : ''} }}`
}

/** `undeclared` hears of every `{NAME}` that is no global; it stays as it is. */
export function toLiquid(
  text: string,
  globals: Globals,
  undeclared: (name: string) => void,
  wording: Wording = 'text',
): string {
  const query = wording === 'address' ? text.indexOf('?') : -1
  return text.replace(marks, (found, icon: string | undefined, name: string | undefined, at: number) => {
    if (icon !== undefined) return `{%# icon ${icon.replace(/\s+/g, ' ')} %}`
    if (name === undefined) return "{{ '{' }}"
    const variable = globals.variable(name)
    if (variable !== null) return shown(variable, globals, query !== -1 && at > query)
    if (/[A-Z]/.test(name)) undeclared(name)
    return found
  })
}

const liquid = /\{%#(?: icon ([a-z0-9 -]+?))? ?%\}|\{\{-?\s*(.*?)\s*-?\}\}|\{%.*?%\}/gs

/** A text as Pypestream has it. */
export interface Written {
  readonly text: string
  /** Liquid that it cannot say, and that was made simpler or left out. */
  readonly lost: readonly string[]
}

/** `global` names the global of a variable, an existing one or a new one. */
export function fromLiquid(text: string, global: (variable: string) => string): Written {
  const lost: string[] = []
  const written = text.replace(liquid, (found, icon: string | undefined, inside: string | undefined) => {
    if (icon !== undefined) return `<<${icon}>>`
    if (found.startsWith('{%#')) return ''
    if (inside === "'{'") return '{'
    const [, variable, rest = ''] = /^([a-z][a-z0-9_]*)((?:\.name)?\s*(?:\|.*)?)$/s.exec(inside ?? '') ?? []
    if (variable === undefined) {
      lost.push(found)
      return ''
    }
    if (!/^(?:\.name|\s*\| join: ', ')?(?:\s*\| url_encode)?$/.test(rest)) lost.push(found)
    return `{${global(variable)}}`
  })
  return { text: written, lost }
}

const onlyIcon = /^[\s\p{P}\p{S}]*$/u

/** A label that has nothing to compare with typed words is marked, so that nobody asks for such words. */
export function toLabel(label: string, globals: Globals, undeclared: (name: string) => void): string {
  const text = toLiquid(label.replace(/\s+/g, ' ').trim(), globals, undeclared)
  return onlyIcon.test(text) ? `${text}{%# %}` : text
}
