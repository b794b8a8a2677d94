import { endpoints, successMessage } from '@parley/braze/contract'
import type { Segment } from '../../segment.ts'
import { badRequest, membersOf, mistakes } from '../bad-request.ts'
import { seriesOf } from '../export-kpi/series.ts'
import type { Handler, HandlerGroup } from '../handler.ts'
import { readPage } from '../listing.ts'

const PAGE = 100

/** Text of our own, after the recorded one for a Canvas. */
export const unknownSegment = 'segment_id must be a string of the segment api identifier'

const segmentsList: Handler = {
  answer({ query, world }) {
    const direction = query.get('sort_direction') || 'asc'
    if (direction !== 'asc' && direction !== 'desc') return badRequest(mistakes.notValid('sort_direction'))
    const list = world.segments.list()
    const page = readPage(query, direction === 'asc' ? list : list.toReversed(), PAGE)
    if (typeof page === 'string') return badRequest(page)
    const segments = page.map(({ id, name, analytics_tracking_enabled, tags }) => ({
      id,
      name,
      analytics_tracking_enabled,
      tags,
    }))
    return { status: endpoints['segments.list'].successStatus, body: { segments, message: successMessage } }
  },
}

const segmentsDetails: Handler = {
  answer({ query, world }) {
    const segment = world.segments.find(query.get('segment_id') ?? '')
    if (segment === undefined) return badRequest(unknownSegment)
    const { created_at, updated_at, name, description, tags } = segment
    return {
      status: endpoints['segments.details'].successStatus,
      body: {
        created_at,
        updated_at,
        name,
        description,
        text_description: describe(segment),
        tags,
        teams: [],
        message: successMessage,
      },
    }
  },
}

const series = seriesOf('segments.data_series', {
  member: 'size',
  value: ({ query, world }, { to }) => {
    const segment = world.segments.find(query.get('segment_id') ?? '')
    if (segment === undefined) return 0
    // Who was in it then is not kept: those who are in it now and were there already.
    return world.segments.members(segment, world.clock.now()).filter(({ createdAt }) => createdAt < to).length
  },
})

const segmentsDataSeries: Handler = {
  answer(call) {
    const segment = call.world.segments.find(call.query.get('segment_id') ?? '')
    return segment === undefined ? badRequest(unknownSegment) : series.answer(call)
  },
}

const exportSegmentCancel: Handler = {
  answer({ body, world }) {
    const { segment_id: id } = membersOf(body)
    if (typeof id !== 'string' || world.segments.find(id) === undefined) return badRequest(unknownSegment)
    world.exports.cancel(id)
    return { status: endpoints['export.segment.cancel'].successStatus, body: { message: successMessage } }
  },
}

function describe({ audience }: Segment): string {
  return audience === undefined ? 'All users' : JSON.stringify(audience)
}

export const exportSegmentsHandlers = {
  'segments.list': segmentsList,
  'segments.details': segmentsDetails,
  'segments.data_series': segmentsDataSeries,
  'export.segment.cancel': exportSegmentCancel,
} as const satisfies HandlerGroup
