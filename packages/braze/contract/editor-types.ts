/**
 * The contract as one declaration text, for an editor that completes and checks calls while they are written: requests and answers written
 * out, a method with its documentation for every endpoint. The same types as the table's, without the schemas that they come from.
 */
import type { z } from 'zod'
import { pascalCase, renderComment } from './comment-text.ts'
import type { Endpoint } from './endpoint.ts'
import { namedObjects } from './piece.ts'
import { linkDocs, tellBatch, tellRate, tellStability } from './row-text.ts'
import { endpoints } from './table.ts'
import { findNamed, renderType } from './type-text.ts'

/** What a row says, for people who look for an endpoint. */
export interface EndpointWords {
  readonly what: string
  /** What to know besides; blank where there is nothing. */
  readonly limits: string
  /** `3,000 / 3 s`. */
  readonly rate: string
  /** Blank where nothing is limited. */
  readonly batch: string
  /** Address of the page in Braze's documentation. */
  readonly page: string
}

export function tellEndpoint(row: Endpoint): EndpointWords {
  return {
    what: row.docs.what,
    limits: [row.docs.limits ?? '', tellStability(row)].filter((text) => text !== '').join(' '),
    rate: tellRate(row.rateLimit),
    batch: tellBatch(row.batchLimits),
    page: linkDocs(row),
  }
}

/** Exports `EndpointId`, `EndpointRequest`, `EndpointResponse` and `BrazeMethods`. */
export function renderEditorTypes(): string {
  const rows = Object.values<Endpoint>(endpoints)
  const named = findNamed(rows.flatMap(({ request, response }) => [request, response]))
  return [
    ...[...named].map(([name, schema]) => renderNamed(name, schema)),
    ...rows.map(renderTypes),
    `export interface Requests {\n${rows.map(({ id }) => `  readonly '${id}': ${pascalCase(id)}Request\n`).join('')}}\n`,
    `export interface Responses {\n${rows.map(({ id }) => `  readonly '${id}': ${pascalCase(id)}Response\n`).join('')}}\n`,
    'export type EndpointId = keyof Requests\n',
    'export type EndpointRequest<Id extends EndpointId> = Requests[Id]\n',
    'export type EndpointResponse<Id extends EndpointId> = Responses[Id]\n',
    `export interface BrazeMethods ${renderMethods(rows)}\n`,
  ].join('\n')
}

const declare = (name: string, type: string): string =>
  type.startsWith('{') ? `export interface ${name} ${type}\n` : `export type ${name} = ${type}\n`

function renderNamed(name: string, schema: z.core.$ZodType): string {
  return (
    renderComment([namedObjects.get(schema)?.what ?? ''], '') + declare(name, renderType(schema, '', { inside: true }))
  )
}

function renderTypes(row: Endpoint): string {
  const name = pascalCase(row.id)
  const comment = renderComment([`\`${row.method} ${row.path}\`: ${row.docs.what}`], '')
  return `${comment}${declare(`${name}Request`, renderType(row.request, ''))}${declare(`${name}Response`, renderType(row.response, ''))}`
}

interface Branch {
  row?: Endpoint
  readonly members: Map<string, Branch>
}

function renderMethods(rows: readonly Endpoint[]): string {
  const root: Branch = { members: new Map() }
  for (const row of rows) {
    let at = root
    for (const name of row.id.split('.')) {
      const next: Branch = at.members.get(name) ?? { members: new Map() }
      at.members.set(name, next)
      at = next
    }
    at.row = row
  }
  return renderMembers(root, '')
}

function renderMembers({ members }: Branch, indent: string): string {
  const inner = `${indent}  `
  const lines = [...members].map(([name, { row, members: below }]) => {
    const more = below.size === 0 ? '' : renderMembers({ members: below }, inner)
    if (row === undefined) return `${inner}readonly ${name}: ${more}\n`
    const types = pascalCase(row.id)
    const method = `(request: ${types}Request) => Promise<${types}Response>`
    return `${renderWords(row, inner)}${inner}readonly ${name}: ${more === '' ? method : `(${method}) & ${more}`}\n`
  })
  return `{\n${lines.join('')}${indent}}`
}

function renderWords(row: Endpoint, indent: string): string {
  const { what, limits, rate, batch, page } = tellEndpoint(row)
  const facts = [
    `\`${row.method} ${row.path}\``,
    row.permission === undefined ? '' : `permission \`${row.permission}\``,
    rate,
    batch === '' ? '' : `at most ${batch}`,
  ].filter((fact) => fact !== '')
  const deprecated = row.deprecated === undefined ? '' : `@deprecated ${row.deprecated}\n`
  return renderComment(
    [limits === '' ? what : `${what} ${limits}`, facts.join(' · '), `${deprecated}@see ${page}`],
    indent,
  )
}
