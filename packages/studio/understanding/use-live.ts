import { queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import type { EnvironmentName, LiveUnderstanding } from '../api.ts'
import { queries } from '../app/api.ts'
import { request } from '../app/request.ts'

export type Against = 'nothing' | EnvironmentName

const askLive = (solution: string, against: Against) =>
  queryOptions({
    queryKey: [solution, 'understanding', 'live', against],
    queryFn: ({ signal }) =>
      request<LiveUnderstanding>(
        `/solutions/${encodeURIComponent(solution)}/understanding/live?environment=${against}`,
        { signal },
      ),
  })

/** What a live version was taught. */
export function useLive(against: Against) {
  const { solution = '' } = useParams()
  return useQuery({ ...askLive(solution, against), enabled: against !== 'nothing' })
}

/** The same as it is at this moment. @throws RequestError */
export const fetchLive = (solution: string, environment: EnvironmentName): Promise<LiveUnderstanding> =>
  queries.fetchQuery({ ...askLive(solution, environment), staleTime: 0 })
