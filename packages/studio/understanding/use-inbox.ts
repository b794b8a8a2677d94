import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import {
  type EnvironmentName,
  type InboxDecided,
  type InboxDecision,
  type InboxList,
  type InboxReason,
  type InboxSentence,
  mostDecided,
} from '../api.ts'
import { queries } from '../app/api.ts'
import { request } from '../app/request.ts'
import { useWorkers } from '../worker/client.ts'

export interface InboxFilter {
  readonly environment: EnvironmentName
  readonly language: string | null
  readonly reason: InboxReason | null
}

const pathOf = (solution: string): string => `/solutions/${encodeURIComponent(solution)}/inbox`

export function useInbox({ environment, language, reason }: InboxFilter, isOn: boolean) {
  const { solution = '' } = useParams()
  return useQuery({
    queryKey: [solution, 'inbox', environment, language, reason],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({
        environment,
        ...(language === null ? {} : { language }),
        ...(reason === null ? {} : { reason }),
      })
      return request<InboxList>(`${pathOf(solution)}?${query}`, { signal })
    },
    enabled: isOn,
  })
}

/** Tells the server what was decided; says about which of them nobody else had decided before. */
export function useDecide(): (decision: InboxDecision) => Promise<readonly string[]> {
  const { solution = '' } = useParams()
  return async (decision) => {
    const decided: string[] = []
    for (let from = 0; from < decision.ids.length; from += mostDecided) {
      const body: InboxDecision = { ...decision, ids: decision.ids.slice(from, from + mostDecided) }
      decided.push(...(await request<InboxDecided>(`${pathOf(solution)}/decisions`, { body })).ids)
    }
    void queries.invalidateQueries({ queryKey: [solution, 'inbox'] })
    return decided
  }
}

export type Group = readonly InboxSentence[]

/** Sentences that are alike, together; until the worker has answered, each by itself. */
export function useGroups(sentences: readonly InboxSentence[]): readonly Group[] {
  const client = useWorkers((state) => state.client)
  const [groups, setGroups] = useState<{ readonly of: readonly InboxSentence[]; readonly groups: readonly Group[] }>()
  useEffect(() => {
    let isCurrent = true
    if (client === null || sentences.length < 2) return
    client.ask('cluster', { texts: sentences.map(({ text }) => text) }).then(
      (found) => {
        const members = found.map((group) => group.flatMap((index) => sentences[index] ?? []))
        if (isCurrent) setGroups({ of: sentences, groups: members })
      },
      () => {},
    )
    return () => {
      isCurrent = false
    }
  }, [client, sentences])
  return groups?.of === sentences ? groups.groups : sentences.map((sentence) => [sentence])
}
