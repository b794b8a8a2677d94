import { useSearchParams } from 'react-router'
import { useMay } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import styles from '../braze/braze.module.css'
import { Connection } from '../braze/connection.tsx'
import { DataPointTables, type EnvironmentName } from '../braze/data-points.tsx'
import { DeadLetters } from '../braze/dead-letters.tsx'
import { MappingTable } from '../braze/mapping-table.tsx'
import { RequestList } from '../braze/request-list.tsx'
import { Select, Tabs } from '../ui/index.ts'

const useWords = defineWords({
  en: {
    title: 'Braze',
    parts: 'Parts',
    mapping: 'What is written',
    points: 'Data points',
    requests: 'Requests',
    letters: 'Given up',
    connection: 'Connection',
    environment: 'Environment',
    sandbox: 'Sandbox',
    prod: 'Prod',
  },
  ko: {
    title: 'Braze',
    parts: '구성',
    mapping: '기록하는 것',
    points: '데이터 포인트',
    requests: '요청',
    letters: '포기한 전송',
    connection: '연결',
    environment: '환경',
    sandbox: '샌드박스',
    prod: '운영',
  },
})

/** The tab and the environment are in the address, so that a link leads to them. */
export function Component() {
  const words = useWords()
  const [search, setSearch] = useSearchParams()
  const mayRead = useMay('delivery:read')
  const environment: EnvironmentName = search.get('environment') === 'prod' ? 'prod' : 'sandbox'
  const tabs = [
    { id: 'mapping', label: words.mapping, content: <MappingTable /> },
    ...(mayRead
      ? [
          { id: 'points', label: words.points, content: <DataPointTables environment={environment} /> },
          { id: 'requests', label: words.requests, content: <RequestList environment={environment} /> },
          { id: 'letters', label: words.letters, content: <DeadLetters key={environment} environment={environment} /> },
          {
            id: 'connection',
            label: words.connection,
            content: <Connection key={environment} environment={environment} />,
          },
        ]
      : []),
  ]
  const asked = search.get('part') ?? 'mapping'
  const part = tabs.some(({ id }) => id === asked) ? asked : 'mapping'
  const put = (name: string, value: string): void =>
    setSearch(
      (before) => {
        before.set(name, value)
        return before
      },
      { replace: true },
    )
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{words.title}</h1>
        {part === 'mapping' ? null : (
          <Select
            label={words.environment}
            value={environment}
            options={[
              { value: 'sandbox', label: words.sandbox },
              { value: 'prod', label: words.prod },
            ]}
            onChange={(value) => put('environment', value)}
          />
        )}
      </div>
      <Tabs label={words.parts} tabs={tabs} selected={part} onSelect={(id) => put('part', id)} />
    </div>
  )
}
