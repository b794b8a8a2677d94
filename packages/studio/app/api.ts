import { QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import type { Me, Permission } from '../api.ts'
import { RequestError, rememberCsrf, request } from './request.ts'

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 2 && !(error instanceof RequestError && error.problem.status >= 400),
      refetchOnWindowFocus: false,
      staleTime: 10_000,
    },
  },
})

export const askWhoThisIs = queryOptions({
  queryKey: ['me'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async () => {
    const me = await request<Me>('/me')
    rememberCsrf(me.csrf)
    return me
  },
})

/** It is somebody else by now. */
export const askAgain = (): void => void queries.refetchQueries(askWhoThisIs)

/** Who is signed in; asked once, and again after signing in. */
export const useMe = () => useQuery(askWhoThisIs)

/** Whether whoever is signed in may do this; what they may not do is not offered, and the server refuses it anyway. */
export function useMay(permission: Permission): boolean {
  return useMe().data?.permissions.includes(permission) === true
}
