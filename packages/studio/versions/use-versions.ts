import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import type { EnvironmentList, PreviewList, VersionList } from '../api.ts'
import { queries } from '../app/api.ts'
import { request } from '../app/request.ts'

/** The solution whose page this is. */
export const useSolution = (): string => useParams().solution ?? ''

/** What others publish shows by itself after so long, milliseconds. */
const refreshedMs = 15_000

export function useEnvironments(solution: string) {
  return useQuery({
    queryKey: [solution, 'environments'],
    queryFn: () => request<EnvironmentList>(`/solutions/${solution}/environments`),
    refetchInterval: refreshedMs,
  })
}

export function useVersions(solution: string) {
  return useQuery({
    queryKey: [solution, 'versions'],
    queryFn: () => request<VersionList>(`/solutions/${solution}/versions`),
  })
}

export function usePreviews(solution: string, isOpen: boolean) {
  return useQuery({
    queryKey: [solution, 'previews'],
    queryFn: () => request<PreviewList>(`/solutions/${solution}/previews`),
    enabled: isOpen,
  })
}

/** Something was published, rolled back or put away. */
export async function versionsChanged(solution: string): Promise<void> {
  void queries.invalidateQueries({ queryKey: ['solutions'] })
  await Promise.all(
    ['environments', 'versions', 'deployments'].map((part) =>
      queries.invalidateQueries({ queryKey: [solution, part] }),
    ),
  )
}
