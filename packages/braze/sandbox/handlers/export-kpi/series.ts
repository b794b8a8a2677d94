import { type EndpointId, endpoints, successMessage } from '@parley/braze/contract'
import type { ActivityKind } from '../../activity.ts'
import { badRequest, mistakes } from '../bad-request.ts'
import type { Call, Handler } from '../handler.ts'
import { readSeriesSpans, type SeriesSpan } from '../listing.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** A handler that answers `{ data: [{ time, <member>: <value> }] }`, oldest first. */
export function seriesOf(
  id: EndpointId,
  {
    member,
    units,
    value,
  }: {
    readonly member: string
    /** Default: days only. */
    readonly units?: readonly ('day' | 'hour')[]
    readonly value: (call: Call, span: SeriesSpan) => number
  },
): Handler {
  const row: { readonly successStatus: number } = endpoints[id]
  return {
    answer(call) {
      const spans = readSeriesSpans(call.query, call.world, units)
      if (typeof spans === 'string') return badRequest(spans)
      const segment = call.query.get('segment_id') || undefined
      if (segment !== undefined && call.world.segments.find(segment) === undefined) {
        return badRequest(mistakes.notValid('segment_id'))
      }
      const data = spans.map((span) => ({ time: span.time, [member]: value(call, span) }))
      return { status: row.successStatus, body: { data, message: successMessage } }
    },
  }
}

/** How much of it there was, in the app that is asked for where one is. */
export function countOf(
  kind: ActivityKind,
  name?: (call: Call) => string | undefined,
): (call: Call, span: SeriesSpan) => number {
  return (call, { from, to }) =>
    call.world.activity.sum({ kind, name: name?.(call), app: call.query.get('app_id') || undefined, from, to })
}

export const kpiNewUsers = seriesOf('kpi.new_users.data_series', { member: 'new_users', value: countOfAll('new-user') })
export const kpiUninstalls = seriesOf('kpi.uninstalls.data_series', {
  member: 'uninstalls',
  value: countOf('uninstall'),
})
export const kpiDau = seriesOf('kpi.dau.data_series', {
  member: 'dau',
  value: ({ world }, { from, to }) => world.activity.activeProfiles(from, to),
})
/** Active in the 30 days that end with the day. */
export const kpiMau = seriesOf('kpi.mau.data_series', {
  member: 'mau',
  value: ({ world }, { to }) => world.activity.activeProfiles(to - 30 * DAY_MS, to),
})

/** Profiles belong to no app: asking for one changes nothing. */
function countOfAll(kind: ActivityKind): (call: Call, span: SeriesSpan) => number {
  return ({ world }, { from, to }) => world.activity.sum({ kind, from, to })
}
