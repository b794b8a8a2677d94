import { useQuery } from '@tanstack/react-query'
import type { DiffAnswer } from '../api.ts'
import { request } from '../app/request.ts'
import { ErrorNotice, Working } from '../ui/index.ts'
import { Changes } from './changes.tsx'
import { useVersionWords } from './words.ts'

/** What changes from one version to another. `from` and `to` are numbers, or `document`. */
export function FetchedChanges(props: { readonly solution: string; readonly from: string; readonly to: string }) {
  const words = useVersionWords()
  const { solution, from, to } = props
  const { data, error, isPending } = useQuery({
    queryKey: [solution, 'diff', from, to],
    queryFn: ({ signal }) =>
      request<DiffAnswer>(`/solutions/${solution}/diff?${new URLSearchParams({ from, to })}`, { signal }),
    // Versions never change; the document may at any time.
    staleTime: from === 'document' || to === 'document' ? 0 : Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })
  if (isPending) return <Working label={words.loading} />
  if (error !== null) return <ErrorNotice error={error} />
  return <Changes answer={data} />
}
