import { Link } from 'react-router'
import type { Paths } from '../api.ts'
import { useLanguage } from '../app/words.ts'
import { Table } from './charted.tsx'
import { useAddress } from './filter-bar.tsx'
import { formatCount, formatDuration, formatShare } from './format.ts'
import { NodeLink, transcriptsTo } from './node-link.tsx'
import { dropOffs, lossOf, toneOf } from './paint.ts'
import styles from './report.module.css'
import { Scrolled } from './scrolled.tsx'
import { Unseen } from './ways.tsx'
import { useWords } from './words.ts'

/** Where people stop, the worst first. */
export function DropOffView({ solution, paths }: { readonly solution: string; readonly paths: Paths }) {
  const words = useWords()
  const language = useLanguage()
  const { params } = useAddress()
  const nodes = dropOffs(paths.nodes)
  const most = Math.max(1, ...nodes.map(({ stopped }) => stopped))
  return (
    <section className={styles.card}>
      <h2>{words.dropOff}</h2>
      <p className={styles.hint}>{words.dropOffHint}</p>
      <Unseen paths={paths} />
      {nodes.length === 0 ? (
        <p>{words.noDropOff}</p>
      ) : (
        <Scrolled title={words.dropOff}>
          <Table
            caption={words.dropOff}
            columns={[
              { name: words.node },
              { name: words.stopped, isNumber: true },
              { name: words.came, isNumber: true },
              { name: words.loss, isNumber: true },
              { name: words.median, isNumber: true },
              { name: words.transcripts },
            ]}
            rows={nodes.map((node) => [
              <span key="node">
                <NodeLink solution={solution} flow={node.flow} node={node.node} withFlow />
                <span
                  className={styles.bar}
                  data-tone={toneOf(node)}
                  style={{ width: `${(node.stopped / most) * 100}%` }}
                />
              </span>,
              formatCount(node.stopped, language),
              formatCount(node.entered, language),
              formatShare(lossOf(node), language),
              formatDuration(node.median_ms, language),
              <Link
                key="read"
                to={transcriptsTo(solution, params, { node: `${node.flow}.${node.node}`, at: 'stopped' })}
              >
                {words.readShort}
                <span className={styles.unseen}>. {words.readThem(node.node)}</span>
              </Link>,
            ])}
          />
        </Scrolled>
      )}
    </section>
  )
}
