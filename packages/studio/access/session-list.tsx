import { useMutation, useQuery } from '@tanstack/react-query'
import type { Session } from '../api.ts'
import { queries } from '../app/api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { Button, Tag, Working } from '../ui/index.ts'
import styles from './access.module.css'
import { browserOf } from './browser-name.ts'
import { RefusalNotice } from './refusal.tsx'
import { When } from './when.tsx'

const useWords = defineWords({
  en: {
    loading: 'Loading the sessions …',
    own: 'this browser',
    seen: 'Seen',
    from: 'from',
    unknown: 'Unknown browser',
    end: 'Sign out',
    endNamed: (browser: string) => `Sign out: ${browser}`,
    none: 'Signed in nowhere.',
  },
  ko: {
    loading: '세션을 불러오는 중 …',
    own: '이 브라우저',
    seen: '마지막 사용',
    from: '네트워크',
    unknown: '알 수 없는 브라우저',
    end: '로그아웃',
    endNamed: (browser: string) => `로그아웃: ${browser}`,
    none: '로그인한 곳이 없습니다.',
  },
})

/** Where somebody is signed in, each to be ended. `path`: `/account/sessions`, or those of somebody else. */
export function SessionList({ path }: { readonly path: string }) {
  const words = useWords()
  const list = useQuery({ queryKey: ['sessions', path], queryFn: () => request<{ sessions: Session[] }>(path) })
  const end = useMutation({
    mutationFn: (id: string) => request<void>(`${path}/${id}`, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['sessions'] }),
  })
  if (list.isPending) return <Working label={words.loading} />
  if (list.error !== null) return <RefusalNotice error={list.error} />
  const { sessions } = list.data
  return (
    <>
      {end.error === null ? null : <RefusalNotice error={end.error} />}
      {sessions.length === 0 ? <p className={styles.muted}>{words.none}</p> : null}
      <ul className={styles.list}>
        {sessions.map(({ id, own, agent, address, seen_at }) => {
          const browser = browserOf(agent) ?? words.unknown
          return (
            <li key={id}>
              <div className={styles.cellName}>
                <strong>
                  {browser} {own ? <Tag tone="good">{words.own}</Tag> : null}
                </strong>
                <span>
                  {words.seen} <When at={seen_at} />
                  {address === null ? null : ` · ${words.from} ${address}`}
                </span>
              </div>
              {own ? null : (
                <Button aria-label={words.endNamed(browser)} onPress={() => end.mutate(id)} isDisabled={end.isPending}>
                  {words.end}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
