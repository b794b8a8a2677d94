import { z } from 'zod'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import type { Scope } from '../scope.ts'
import type { Text } from '../template.ts'
import { linkAddress, webAddress } from './address.ts'

/** Characters of a label, a title: what fits beside others. */
export const longestLabel = 200

export const labelSource = z.string().min(1).max(longestLabel)
export const addressSource = z.string().min(1).max(4000)

/** An address that a flow file states, known to be one once it is rendered. */
export interface Address {
  /** `null` when it is none once it is rendered. FO1 */
  read(rendered: string): string | null
  render(scope: Scope): string | null
  /** Whether it uses a sensitive variable. */
  readonly sensitive: boolean
  readonly text: Text
}

/** `link`: a button opens it, so it may also be one to call or write to. */
export function compileAddress(source: string, build: NodeBuild, path: Path, kind: 'web' | 'link' = 'web'): Address {
  const read = kind === 'web' ? webAddress : linkAddress
  if (!/\{[{%]/.test(source) && read(source) === null) {
    const also = kind === 'web' ? '' : ', "tel:" or "mailto:"'
    build.problem(
      'bad-address',
      path,
      `"${source}" cannot be opened.`,
      `Use a whole address that begins with "https://"${also}.`,
    )
  }
  const text = build.address(source, path)
  return { text, read, sensitive: text.sensitive, render: (scope) => read(text.render(scope)) }
}

export function compileOptional(source: string | undefined, build: NodeBuild, path: Path): Text | null {
  return source === undefined ? null : build.plain(source, path)
}

/** What a label shows: one line, bounded, perhaps empty. */
export function labelOf(text: Text | null, scope: Scope): string {
  return text === null ? '' : oneLine(text.render(scope), longestLabel)
}

export function oneLine(text: string, longest: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= longest
    ? line
    : `${line
        .slice(0, longest - 1)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trimEnd()}…`
}
