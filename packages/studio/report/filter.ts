/** What is asked about, as the address of the page has it: a link shows somebody else the same. */
import type { ReportFilter, TranscriptFilter } from '../api.ts'

export const spans = ['24h', '7d', '30d', '90d'] as const
export type Span = (typeof spans)[number]

const hourMs = 3_600_000
const days: { readonly [span in Exclude<Span, '24h'>]: number } = { '7d': 7, '30d': 30, '90d': 90 }

/** What the report filters have in common. Texts as they stand in the address. */
export interface Asked {
  readonly environment: 'sandbox' | 'prod'
  /** The last days, today among them; or two days, both included, `2026-03-29`. */
  readonly range: Span | { readonly from: string; readonly to: string }
  readonly version: number | null
  readonly channel: string | null
  readonly language: string | null
  readonly campaign: string | null
}

const dayForm = /^\d{4}-\d{2}-\d{2}$/

export function readAsked(params: URLSearchParams): Asked {
  const [from, to] = [params.get('from'), params.get('to')]
  const span = spans.find((each) => each === params.get('range')) ?? '7d'
  const isRange = from !== null && to !== null && dayForm.test(from) && dayForm.test(to) && from <= to
  const version = params.get('version')
  return {
    environment: params.get('environment') === 'sandbox' ? 'sandbox' : 'prod',
    range: isRange ? { from, to } : span,
    version: version !== null && /^\d{1,9}$/.test(version) ? Number(version) : null,
    channel: params.get('channel'),
    language: params.get('language'),
    campaign: params.get('campaign'),
  }
}

/** The moments that are meant, now, where the reader is. */
export function rangeOf(range: Asked['range'], now: number): Pick<ReportFilter, 'from' | 'to'> {
  if (typeof range === 'object') return { from: dayStart(range.from, 0), to: dayStart(range.to, 1) }
  // On whole minutes, so that asking twice asks the same.
  const to = Math.ceil((now + 1) / 60_000) * 60_000
  if (range === '24h') return { from: to - 24 * hourMs, to }
  const first = new Date(now)
  first.setHours(0, 0, 0, 0)
  first.setDate(first.getDate() - (days[range] - 1))
  return { from: first.getTime(), to }
}

/** Midnight, where the reader is, so many days later. */
function dayStart(day: string, later: number): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).getTime()
}

/** As the server wants it. */
export function queryOf(
  asked: Asked,
  now: number,
  more: { readonly [name: string]: string | number | null } = {},
): string {
  const { environment, range, version, channel, language, campaign } = asked
  const all = { environment, ...rangeOf(range, now), version, channel, language, campaign, ...more }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(all)) if (value !== null) query.set(name, String(value))
  return query.toString()
}

/** How the list of transcripts is narrowed besides. */
export const transcriptParams = [
  'status',
  'node',
  'at',
  'rating',
  'text',
] as const satisfies readonly (keyof TranscriptFilter)[]
export type TranscriptParam = (typeof transcriptParams)[number]

export function readTranscriptParams(params: URLSearchParams): { readonly [name in TranscriptParam]: string | null } {
  return {
    status: params.get('status'),
    node: params.get('node'),
    at: params.get('at'),
    rating: params.get('rating'),
    text: params.get('text'),
  }
}

/** The address with some of its parts changed; `null` takes one out. */
export function withParams(
  params: URLSearchParams,
  changes: { readonly [name: string]: string | null },
): URLSearchParams {
  const next = new URLSearchParams(params)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(name)
    else next.set(name, value)
  }
  return next
}

export const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
