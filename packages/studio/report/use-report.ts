import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { create } from 'zustand'
import type { DeliveryHealth, Overview, Paths, ReportedFlows, Transcript, TranscriptList } from '../api.ts'
import { request } from '../app/request.ts'
import { type Asked, queryOf, rangeOf, type TranscriptParam, timeZone } from './filter.ts'

/** Whether figures are asked for again and again. */
export const useLive = create<{ readonly live: boolean }>(() => ({ live: true }))

const often = 15_000
/** Ways cost the database more than figures. */
const seldom = 60_000

function useInterval(ms: number): number | false {
  return useLive(({ live }) => (live ? ms : false))
}

export const pathOf = (solution: string): string => `/solutions/${encodeURIComponent(solution)}`

/** A report of whatever the address asks about. While another is loaded the one before stays. */
function useAsked<Answer>(solution: string, name: string, path: () => string, key: unknown, ms: number, isOn = true) {
  return useQuery({
    queryKey: [solution, 'report', name, key],
    queryFn: ({ signal }) => request<Answer>(`${pathOf(solution)}${path()}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: useInterval(ms),
    enabled: isOn,
  })
}

export function useOverview(solution: string, asked: Asked) {
  const path = () => `/report/overview?${queryOf(asked, Date.now(), { tz: timeZone() })}`
  return useAsked<Overview>(solution, 'overview', path, asked, often)
}

export function usePaths(solution: string, asked: Asked, isOn = true) {
  return useAsked<Paths>(solution, 'paths', () => `/report/paths?${queryOf(asked, Date.now())}`, asked, seldom, isOn)
}

export function useDelivery(solution: string, { environment, range }: Asked) {
  const path = () => {
    const { from, to } = rangeOf(range, Date.now())
    return `/report/delivery?environment=${environment}&from=${from}&to=${to}`
  }
  return useAsked<DeliveryHealth>(solution, 'delivery', path, [environment, range], often)
}

/** The flows of a version never change; which one runs does. */
export function useReportedFlows(solution: string, { environment, version }: Asked) {
  const wanted = version === null || version === 0 ? '' : `&version=${version}`
  return useQuery({
    queryKey: [solution, 'report', 'flows', environment, wanted],
    queryFn: () => request<ReportedFlows>(`${pathOf(solution)}/report/flows?environment=${environment}${wanted}`),
    staleTime: seldom,
  })
}

export type TranscriptAsked = Asked & { readonly [name in TranscriptParam]: string | null }

export function transcriptQuery(asked: TranscriptAsked, before: string | null): string {
  const { status, node, at, rating, text } = asked
  return queryOf(asked, Date.now(), { status, node, at, rating, text, before })
}

export function useTranscripts(solution: string, asked: TranscriptAsked) {
  return useInfiniteQuery({
    queryKey: [solution, 'transcripts', asked],
    queryFn: ({ pageParam, signal }) =>
      request<TranscriptList>(`${pathOf(solution)}/transcripts?${transcriptQuery(asked, pageParam)}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })
}

export function useTranscript(solution: string, conversation: string | undefined) {
  return useQuery({
    queryKey: [solution, 'transcript', conversation],
    queryFn: () => request<Transcript>(`${pathOf(solution)}/transcripts/${encodeURIComponent(conversation ?? '')}`),
    enabled: conversation !== undefined,
  })
}
