import { readFileSync } from 'node:fs'
import { type Endpoint, placeOf, shapeOf } from './endpoint.ts'
import { tellMembers, tellObjects } from './member-text.ts'
import { linkDocs, tellBatch, tellRate, tellStability } from './row-text.ts'
import { type EndpointGroup, endpoints, groups } from './table.ts'
import { findNamed } from './type-text.ts'

const titles: { readonly [Group in EndpointGroup]: string } = {
  'user-data': 'User data',
  'export-users': 'Exports of profiles',
  messages: 'Messages',
  'live-activities': 'Live Activities',
  campaigns: 'Campaigns',
  canvas: 'Canvases',
  sends: 'Sends',
  transactional: 'Transactional e-mail',
  'subscription-groups': 'Subscription groups',
  'email-lists': 'E-mail lists',
  sms: 'SMS',
  catalogs: 'Catalogs',
  'catalog-items': 'Catalog items',
  'content-blocks': 'Content Blocks',
  templates: 'E-mail templates',
  'preference-center': 'Preference centers',
  translations: 'Translations',
  'media-library': 'Media library',
  'custom-attributes': 'Custom attributes',
  'export-events': 'Custom events',
  'export-purchases': 'Purchases',
  'export-sessions': 'Sessions',
  'export-segments': 'Segments',
  'export-kpi': 'Key figures',
  'data-objects': 'Data objects',
  'data-object-relationships': 'Relationships of data objects',
  cdi: 'Cloud Data Ingestion',
  'sdk-authentication': 'SDK authentication',
  scim: 'SCIM: users of the dashboard',
  feed: 'News Feed',
}

/** The reference page: the hand-written introduction, then a section per group. */
export function renderReference(): string {
  const intro = readFileSync(new URL('reference-intro.md', import.meta.url), 'utf8')
  const sections = Object.entries(groups).map(([group, rows]) =>
    renderGroup(titles[group as EndpointGroup], Object.values<Endpoint>(rows)),
  )
  const counted = intro.replace('{{count}}', String(Object.keys(endpoints).length))
  const named = findNamed(Object.values<Endpoint>(endpoints).map(({ request }) => request))
  const objects = `## Objects\n\nParts that several requests have.\n\n${tellObjects(named)}`
  return `${counted.trimEnd()}\n\n${sections.join('\n')}\n${objects}`
}

function renderGroup(title: string, rows: readonly Endpoint[]): string {
  const table = renderTable([['Method', 'Endpoint', 'Permission', 'Rate limit', 'At most'], ...rows.map(readCells)])
  return `## ${title}\n\n${table}\n\n${rows.map(renderNote).join('\n')}\n`
}

/** A Markdown table as the formatter leaves it: columns of equal width. */
function renderTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) => Math.max(3, ...[head, ...rows].map((cells) => cells[at]?.length ?? 0)))
  const line = (cells: readonly string[], fill: string) =>
    `| ${widths.map((width, at) => (cells[at] ?? '').padEnd(width, fill)).join(' | ')} |`
  return [line(head, ' '), line([], '-'), ...rows.map((cells) => line(cells, ' '))].join('\n')
}

function readCells(row: Endpoint): readonly string[] {
  const permission = row.token === 'scim' ? 'SCIM token' : row.permission === undefined ? 'none' : code(row.permission)
  return [
    `${code(row.id)}${row.deprecated === undefined ? '' : ' (deprecated)'}`,
    `[${code(`${row.method} ${row.path}`)}](${linkDocs(row)})`,
    permission,
    `${tellRate(row.rateLimit)}, ${code(row.rateLimit.bucket)}`,
    tellBatch(row.batchLimits),
  ].map((cell) => cell.replaceAll('|', '\\|'))
}

function renderNote(row: Endpoint): string {
  const words = [
    row.docs.what,
    row.deprecated === undefined ? '' : `Deprecated: ${row.deprecated}`,
    row.docs.limits ?? '',
    tellStability(row),
    row.rateLimit.note === undefined || row.rateLimit.bucket === 'default-hourly' ? '' : `Limit: ${row.rateLimit.note}`,
    row.pages === undefined ? '' : tellPages(row.pages),
    `Answers ${row.successStatus}${row.statusInferred ? ' (inferred)' : ''}.`,
  ]
  const members = tellMembers(shapeOf(row), '  ', (name) => [placeOf(row, name)])
  return [`- ${code(row.id)}: ${words.filter((word) => word !== '').join(' ')}`, ...members].join('\n')
}

function tellPages({ kind, size, items }: NonNullable<Endpoint['pages']>): string {
  const each = size === undefined ? '' : `, ${size} each`
  const by = kind === 'link' ? 'the `Link` header' : code(kind)
  return `In pages by ${by}${each}: ${code(items)}.`
}

function code(text: string): string {
  return `\`${text}\``
}
