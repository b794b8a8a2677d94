import { endpoints, successMessage } from '@parley/braze/contract'
import { cutLinkedPage } from '../../assets/page.ts'
import { badRequest, mistakes } from '../bad-request.ts'
import { countOf, seriesOf } from '../export-kpi/series.ts'
import type { Handler, HandlerGroup } from '../handler.ts'
import { readPage } from '../listing.ts'

const NAMES_PAGE = 250
const EVENTS_PAGE = 50

const eventsList: Handler = {
  answer({ query, world }) {
    const events = readPage(query, world.activity.names('event'), NAMES_PAGE)
    if (typeof events === 'string') return badRequest(events)
    return { status: endpoints['events.list'].successStatus, body: { events, message: successMessage } }
  },
}

const eventsGet: Handler = {
  answer(call) {
    const { path, successStatus: status } = endpoints['events.get']
    const page = cutLinkedPage(call.world.activity.names('event'), call.query, path, EVENTS_PAGE)
    if (page === undefined) return badRequest(mistakes.notValid('cursor'))
    const events = page.things.map((name) => ({
      name,
      description: null,
      included_in_analytics_report: false,
      status: 'Active',
      tag_names: [],
    }))
    return { status, headers: page.headers, body: { events, message: successMessage } }
  },
}

const series = seriesOf('events.data_series', {
  member: 'count',
  units: ['day', 'hour'],
  value: countOf('event', ({ query }) => query.get('event') ?? ''),
})

const eventsDataSeries: Handler = {
  answer: (call) => (call.query.get('event') ? series.answer(call) : badRequest(mistakes.required('event'))),
}

export const exportEventsHandlers = {
  'events.list': eventsList,
  'events.get': eventsGet,
  'events.data_series': eventsDataSeries,
} as const satisfies HandlerGroup
