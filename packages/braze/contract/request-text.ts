/** The requests as TypeScript: an interface for each, with what its members mean, from the schemas of the rows. */
import type { z } from 'zod'
import { header, pascalCase, renderComment } from './comment-text.ts'
import type { Endpoint } from './endpoint.ts'
import { namedObjects } from './piece.ts'
import { endpoints, groups } from './table.ts'
import { findNamed, fitType, renderType } from './type-text.ts'

/** The files that type the requests: one per group, one per object that has a name, and one that joins the requests. */
export function renderRequestFiles(folder: string): readonly (readonly [path: string, text: string])[] {
  const named = findNamed(Object.values<Endpoint>(endpoints).map(({ request }) => request))
  const names = [...named.keys()]
  return [
    [`${folder}/requests.ts`, renderMap()],
    ...[...named].map(
      ([name, schema]) =>
        [`${folder}/requests/objects/${kebabCase(name)}.ts`, renderNamed(name, schema, names)] as const,
    ),
    ...Object.entries(groups).map(
      ([group, rows]) => [`${folder}/requests/${group}.ts`, renderGroup(Object.values<Endpoint>(rows), names)] as const,
    ),
  ]
}

function renderMap(): string {
  const files = Object.entries(groups).map(([group, rows]) => ({
    path: `./requests/${group}.ts`,
    ids: Object.values<Endpoint>(rows).map(({ id }) => id),
  }))
  const imports = files
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
    .map(({ path, ids }) => renderImport(ids.map(requestName), path))
  const members = files.flatMap(({ ids }) => ids.map((id) => `  readonly '${id}': ${requestName(id)}\n`))
  const what = 'What a caller passes, by the id of the endpoint. Members of path, query, headers and body side by side.'
  return `${header}${imports.join('')}\n${renderComment([what], '')}export interface Requests {\n${members.join('')}}\n`
}

function renderGroup(rows: readonly Endpoint[], names: readonly string[]): string {
  const body = rows.map((row) => `\n${renderRequest(row)}`).join('')
  return `${header}${importNamed(body, names, './objects')}${body}`
}

/** Imports of the named objects that the types of a text speak of. */
function importNamed(text: string, names: readonly string[], folder: string): string {
  const types = text.replaceAll(/\/\*\*.*?\*\//gs, '')
  return names
    .filter((name) => new RegExp(`\\b${name}\\b`).test(types))
    .map((name) => renderImport([name], `${folder}/${kebabCase(name)}.ts`))
    .toSorted((one, other) => (pathOf(one) < pathOf(other) ? -1 : 1))
    .join('')
}

function pathOf(line: string): string {
  return line.slice(line.indexOf(" from '"))
}

function renderRequest(row: Endpoint): string {
  const name = requestName(row.id)
  const comment = renderComment([`\`${row.method} ${row.path}\`: ${row.docs.what}`], '')
  const type = renderType(row.request, '')
  return comment + (type.startsWith('{') ? `export interface ${name} ${type}\n` : `export type ${name} = ${type}\n`)
}

function renderNamed(name: string, schema: z.core.$ZodType, names: readonly string[]): string {
  const comment = renderComment([namedObjects.get(schema)?.what ?? ''], '')
  const type = renderType(schema, '', { inside: true })
  const others = names.filter((other) => other !== name)
  const body = type.startsWith('{')
    ? `export interface ${name} ${type}\n`
    : `${fitType(`export type ${name} =`, type, '')}\n`
  return `${header}${importNamed(body, others, '.')}\n${comment}${body}`
}

function renderImport(names: readonly string[], path: string): string {
  if (names.length === 0) return ''
  const sorted = names.toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1))
  const line = `import type { ${sorted.join(', ')} } from '${path}'\n`
  return line.length <= 121 ? line : `import type {\n${sorted.map((name) => `  ${name},\n`).join('')}} from '${path}'\n`
}

/** The formatter sorts letter by letter, the large one before its small one. */
function sortKey(name: string): string {
  return name.replaceAll(/[a-z]/gi, (letter) => letter.toLowerCase() + (letter === letter.toLowerCase() ? '1' : '0'))
}

function kebabCase(name: string): string {
  return name.replaceAll(/\B[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
}

function requestName(id: string): string {
  return `${pascalCase(id)}Request`
}
