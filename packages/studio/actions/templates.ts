import { useQuery } from '@tanstack/react-query'
import type { ActionTemplate } from '../api.ts'
import { request } from '../app/request.ts'

/** An action for each endpoint of Braze; fetched once. */
export function useTemplates() {
  return useQuery({
    queryKey: ['action-templates'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => request<{ readonly templates: readonly ActionTemplate[] }>('/action-templates'),
  })
}
