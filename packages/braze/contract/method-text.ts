import { header, pascalCase, renderComment } from './comment-text.ts'
import type { Endpoint } from './endpoint.ts'
import { linkDocs, tellBatch, tellRate, tellStability } from './row-text.ts'
import { groups } from './table.ts'

/** The files that type the client's methods, one per group, and one that joins them. */
export function renderMethodFiles(folder: string): readonly (readonly [path: string, text: string])[] {
  const names = Object.keys(groups)
  const imports = [...names]
    .sort()
    .map((group) => `import type { ${interfaceName(group)} } from './methods/${group}.ts'\n`)
    .join('')
  const joined = names.map((group) => `  ${interfaceName(group)}`).join(' &\n')
  return [
    [
      `${folder}/methods.ts`,
      `${header}${imports}\n/** A method for every endpoint: \`users.export.ids\` is \`braze.users.export.ids\`. */\nexport type Methods = ${joined.trimStart()}\n`,
    ],
    ...Object.entries(groups).map(
      ([group, rows]) => [`${folder}/methods/${group}.ts`, renderGroup(group, Object.values<Endpoint>(rows))] as const,
    ),
  ]
}

interface Node {
  row?: Endpoint
  readonly members: Map<string, Node>
}

function renderGroup(group: string, rows: readonly Endpoint[]): string {
  const root: Node = { members: new Map() }
  for (const row of rows) plant(root, row)
  const body = renderMembers(root, '  ')
  const types = ['Method', 'PagedMethod', 'TrackMethod'].filter((name) => new RegExp(`\\b${name}\\b`).test(body))
  const imports = `import type { ${types.join(', ')} } from '../method.ts'\n`
  return `${header}${imports}\nexport interface ${interfaceName(group)} {\n${body}}\n`
}

function plant(root: Node, row: Endpoint): void {
  let at = root
  for (const name of row.id.split('.')) {
    const next: Node = at.members.get(name) ?? { members: new Map() }
    at.members.set(name, next)
    at = next
  }
  at.row = row
}

function renderMembers(node: Node, indent: string): string {
  return [...node.members].map(([name, member]) => renderMember(name, member, indent)).join('')
}

function renderMember(name: string, { row, members }: Node, indent: string): string {
  const inner = `{\n${renderMembers({ members }, `${indent}  `)}${indent}}`
  if (row === undefined) return `${indent}readonly ${name}: ${inner}\n`
  const type =
    row.id === 'users.track'
      ? 'TrackMethod'
      : row.pages === undefined
        ? `Method<'${row.id}'>`
        : `PagedMethod<'${row.id}'>`
  return `${renderDocs(row, indent)}${indent}readonly ${name}: ${type}${members.size > 0 ? ` & ${inner}` : ''}\n`
}

function renderDocs(row: Endpoint, indent: string): string {
  const batch = tellBatch(row.batchLimits)
  const facts = [
    `\`${row.method} ${row.path}\``,
    row.token === 'scim' ? 'SCIM token' : row.permission === undefined ? '' : `permission \`${row.permission}\``,
    `${tellRate(row.rateLimit)} (\`${row.rateLimit.bucket}\`)`,
    batch === '' ? '' : `at most ${batch}`,
  ].filter((fact) => fact !== '')
  const paragraphs = [
    [row.docs.what, row.docs.limits ?? '', tellStability(row)].filter((text) => text !== '').join(' '),
    facts.join(' · '),
    `${row.deprecated === undefined ? '' : `@deprecated ${row.deprecated}\n`}@see ${linkDocs(row)}`,
  ]
  return renderComment(paragraphs, indent)
}

function interfaceName(group: string): string {
  return `${pascalCase(group)}Methods`
}
