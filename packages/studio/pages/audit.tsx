import { useInfiniteQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import styles from '../access/access.module.css'
import { type AuditFilter, AuditFilters, noFilter, queryOf } from '../access/audit-filters.tsx'
import { AuditTable } from '../access/audit-table.tsx'
import { AccessPage } from '../access/page.tsx'
import { RefusalNotice } from '../access/refusal.tsx'
import type { AuditPage } from '../api.ts'
import { useMay } from '../app/api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { Button, Empty, Working } from '../ui/index.ts'

const useWords = defineWords({
  en: {
    title: 'Audit log',
    text: 'Who did what, when and from where. Entries are never changed; those older than a year may be removed by the operator.',
    csv: 'Export as CSV',
    loading: 'Loading the entries …',
    older: 'Show older entries',
    empty: 'Nothing to show',
    emptyText: 'No entry fits these filters. Widen the days, or leave a filter out.',
    count: (count: number) => `${count} ${count === 1 ? 'entry' : 'entries'} shown`,
  },
  ko: {
    title: '감사 기록',
    text: '누가, 언제, 어디에서, 무엇을 했는지 보여 줍니다. 항목은 바뀌지 않으며, 1년이 지난 것은 운영자가 지울 수 있습니다.',
    csv: 'CSV로 내보내기',
    loading: '항목을 불러오는 중 …',
    older: '더 오래된 항목 보기',
    empty: '보여 줄 항목이 없습니다',
    emptyText: '조건에 맞는 항목이 없습니다. 기간을 넓히거나 조건을 줄이세요.',
    count: (count: number) => `${count}개 항목`,
  },
})

export function Component() {
  const words = useWords()
  const may = useMay('audit:read')
  const [filter, setFilter] = useState<AuditFilter>(noFilter)
  const query = queryOf(filter)
  const pages = useInfiniteQuery({
    queryKey: ['audit', query],
    enabled: may,
    staleTime: 0,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ ...query, ...(pageParam === '' ? {} : { before: pageParam }) })
      return request<AuditPage>(`/audit?${search}`, { signal })
    },
    getNextPageParam: ({ cursor }) => cursor,
    placeholderData: (before) => before,
  })
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? []
  return (
    <AccessPage
      title={words.title}
      text={words.text}
      needs="audit:read"
      action={
        <a
          className={styles.wideLink}
          style={{ width: 'auto', gap: 6 }}
          href={`/studio/api/audit.csv?${new URLSearchParams(query)}`}
          download="audit.csv"
        >
          <Download size={16} aria-hidden /> {words.csv}
        </a>
      }
    >
      <AuditFilters filter={filter} onChange={setFilter} actions={pages.data?.pages[0]?.actions ?? []} />
      {pages.isPending ? <Working label={words.loading} /> : null}
      {pages.error === null ? null : <RefusalNotice error={pages.error} />}
      {pages.data !== undefined && entries.length === 0 ? <Empty title={words.empty}>{words.emptyText}</Empty> : null}
      {entries.length === 0 ? null : (
        <>
          <p className={styles.muted} style={{ margin: 0 }} role="status">
            {words.count(entries.length)}
          </p>
          <AuditTable entries={entries} />
          {pages.hasNextPage ? (
            <div className={styles.row}>
              <Button isDisabled={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
                {words.older}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </AccessPage>
  )
}
