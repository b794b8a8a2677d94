/**
 * Writes what pages report to the visitors' profiles in Braze, as far as their solution wants that.
 *
 * Owns which events go and what they look like there. Leaves when, once and by which node to the runtime's `page-events.ts`,
 * requests, batches and limits to the action host.
 *
 * 1. What may have been taken by an attempt that nobody knows the end of goes again: an event has the property `parley_event_id`,
 *    by which the two can be told to be one.
 * 2. Nothing of a report is logged, nor whose it is.
 */
import type { ActionHost } from '@parley/actions/host'
import type { ListenSettings } from '@parley/actions/listen'
import type { Value, Values } from '@parley/flow'
import type { DeliverPageReports, Environment, PageDelivery, PageEvent, PageReportEnd } from '@parley/runtime'
import { fitsSome } from '@parley/widget/rules'
import type { Logger } from 'pino'
import { readFailure } from './delivery-end.ts'

export interface PageDeliveryParts {
  readonly host: Pick<ActionHost, 'call'>
  /** Where a solution's reports go now, its code being loaded; `null`: it does not run there any more. */
  placeOf(
    solution: string,
    environment: Environment,
  ): Promise<{ readonly deployment: string; readonly listen: ListenSettings | undefined } | null>
  readonly log: Pick<Logger, 'warn'>
}

const longestText = 255
/** Names that Braze keeps for itself. */
const reserved = new Set(['time', 'event_name'])

/** The events that a solution wants written to Braze. */
export function chosenEvents(listen: ListenSettings | undefined, events: readonly PageEvent[]): readonly PageEvent[] {
  const patterns = listen?.braze?.events ?? []
  return patterns.length === 0 ? [] : events.filter(({ name }) => fitsSome(name, patterns))
}

export function createPageDelivery({ host, placeOf, log }: PageDeliveryParts): DeliverPageReports {
  async function deliver(report: PageDelivery, signal: AbortSignal, mark: () => Promise<void>): Promise<PageReportEnd> {
    const { solution, environment } = report
    const place = await placeOf(solution, environment)
    const chosen = chosenEvents(place?.listen, report.events)
    if (place === null || chosen.length === 0) return { kind: 'done' }
    const body = { events: chosen.map((event) => eventOf(event, report)) }
    await mark()
    try {
      await host.call(place.deployment, 'users.track', body, { signal })
      return { kind: 'done' }
    } catch (failure) {
      const { error, ambiguous } = readFailure(failure)
      if (error?.retry !== 'no' || error.kind === 'unauthorized') {
        const pause = typeof error?.retry === 'object' ? { afterMs: error.retry.afterMs } : {}
        return { kind: 'later', doubtful: ambiguous === true, ...pause }
      }
      log.warn({ solution, environment, kind: error.kind, events: chosen.length }, 'Braze refused page events')
      return { kind: 'done' }
    }
  }

  return (reports, { signal, mark }) =>
    Promise.all(
      reports.map((report) =>
        deliver(report, signal, () => mark([report])).catch(
          // Nobody was there to be asked, or another node has it: it is looked at again.
          (): PageReportEnd => ({ kind: 'later', doubtful: report.doubtful }),
        ),
      ),
    )
}

function eventOf({ id, name, at, properties }: PageEvent, { person, page }: PageDelivery): Values {
  const who = 'external_id' in person ? person : { user_alias: person, _update_existing_only: false }
  const kept = Object.entries(properties).filter(
    ([key, value]) => value !== null && key.trim() !== '' && !key.startsWith('$') && !reserved.has(key),
  )
  const url = page?.url
  return {
    ...who,
    name: [...name].slice(0, longestText).join(''),
    time: new Date(at).toISOString(),
    properties: {
      ...(url === undefined ? {} : { page_url: clip(url) }),
      ...Object.fromEntries(kept.map(([key, value]) => [key.slice(0, longestText), clip(value)])),
      parley_event_id: id, // 1
    },
  }
}

/** As Braze keeps it: every text cut. */
function clip(value: Value): Value {
  if (typeof value === 'string') return [...value].slice(0, longestText).join('')
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(clip)
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, clip(member)]))
}
