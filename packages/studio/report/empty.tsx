import { Link } from 'react-router'
import { Button } from '../ui/index.ts'
import { useAddress } from './filter-bar.tsx'
import styles from './report.module.css'
import { useWords } from './words.ts'

/** Nothing to count: how a first conversation comes about. */
export function NoConversations({ solution }: { readonly solution: string }) {
  const words = useWords()
  const { asked, change } = useAddress()
  const base = `/s/${encodeURIComponent(solution)}`
  const isLive = asked.environment === 'prod'
  return (
    <section className={styles.empty}>
      <h2>{words.emptyTitle}</h2>
      <div className={styles.row}>
        <Button onPress={() => change({ environment: isLive ? 'sandbox' : null })}>
          {isLive ? words.lookSandbox : words.lookLive}
        </Button>
        {asked.range === '90d' ? null : (
          <Button onPress={() => change({ range: '90d', from: null, to: null })}>{words.lookLonger}</Button>
        )}
      </div>
      <p>{words.emptyText}</p>
      <ol>
        <li>
          {words.emptyTry} <Link to={base}>{words.emptyTryLink}</Link>
        </li>
        <li>
          {words.emptyPreview} <Link to={`${base}/versions`}>{words.emptyPreviewLink}</Link>
        </li>
        <li>{words.emptyLive}</li>
      </ol>
    </section>
  )
}
