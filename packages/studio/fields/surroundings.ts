import type { ActionSignature } from '@parley/flow'
import { useParams } from 'react-router'
import { useSurroundings as useKnown } from '../worker/client.ts'

export interface AroundFlow {
  readonly actions: { readonly [name: string]: ActionSignature }
  readonly language?: string
  /** Fields of the Braze profile that the solution chose. */
  readonly profile?: readonly string[]
  /** The server has said it: until then, what is missing may only not be known. */
  readonly isKnown: boolean
}

const nothing: AroundFlow = { actions: {}, isKnown: false }

/** What the solution's code says: its actions, its language, the profile fields it chose. Empty until it is known. */
export function useSurroundings(): AroundFlow {
  const { solution = '' } = useParams()
  const { data } = useKnown(solution)
  if (data === undefined) return nothing
  const { profile } = data.more ?? {}
  return {
    actions: data.actions,
    isKnown: true,
    ...(data.language === undefined ? {} : { language: data.language }),
    ...(Array.isArray(profile) ? { profile: profile.filter((each) => typeof each === 'string') } : {}),
  }
}
