import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import type { EnvironmentName, LiveUnderstanding } from '../api.ts'
import { request } from '../app/request.ts'

export type Against = 'nothing' | EnvironmentName

/** What a live version was taught. */
export function useLive(against: Against) {
  const { solution = '' } = useParams()
  return useQuery({
    queryKey: [solution, 'understanding', 'live', against],
    queryFn: ({ signal }) =>
      request<LiveUnderstanding>(
        `/solutions/${encodeURIComponent(solution)}/understanding/live?environment=${against}`,
        { signal },
      ),
    enabled: against !== 'nothing',
  })
}
