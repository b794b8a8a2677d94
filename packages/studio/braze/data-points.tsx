import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import type { DataPointReport } from '../api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { Empty, ErrorNotice, Working } from '../ui/index.ts'
import uiStyles from '../ui/ui.module.css'
import { useDataPoints } from '../worker/client.ts'
import styles from './braze.module.css'
import { useShowNode } from './use-show-node.ts'

const useWords = defineWords({
  en: {
    expected: 'Expected',
    expectedWhat:
      'What a thousand conversations cost at most, each along its costliest way. Values that are there already are not sent again, so it is less in practice.',
    perThousand: 'Data points per 1,000 conversations',
    measured: 'Counted in the last 30 days',
    measuredWhat: 'What was sent to this environment, and what was saved because the profile had the value already.',
    sent: 'Sent',
    saved: 'Saved',
    share: 'Saved share',
    node: 'Node',
    points: 'Data points of entering it once',
    none: 'Nothing was written yet',
    noneText: 'As soon as conversations write to Braze, this shows which node costs what.',
    broken: 'The flows have problems; mend them to see the estimate.',
    loading: 'Counting …',
    free: 'No node writes anything that costs data points.',
  },
  ko: {
    expected: '예상',
    expectedWhat:
      '대화 1,000건이 가장 비싼 경로로 갈 때의 최대 비용입니다. 이미 있는 값은 다시 보내지 않으므로 실제로는 더 적습니다.',
    perThousand: '대화 1,000건당 데이터 포인트',
    measured: '최근 30일 집계',
    measuredWhat: '이 환경으로 보낸 수와, 프로필에 이미 값이 있어 절약한 수입니다.',
    sent: '보냄',
    saved: '절약',
    share: '절약 비율',
    node: '노드',
    points: '한 번 지날 때의 데이터 포인트',
    none: '아직 기록된 것이 없습니다',
    noneText: '대화가 Braze에 기록하기 시작하면 어느 노드가 얼마나 쓰는지 보입니다.',
    broken: '플로에 문제가 있습니다. 고치면 예상치가 보입니다.',
    loading: '집계 중 …',
    free: '데이터 포인트를 쓰는 노드가 없습니다.',
  },
})

export type EnvironmentName = 'sandbox' | 'prod'

/** What the solution costs: estimated from its flows, and counted. */
export function DataPointTables({ environment }: { readonly environment: EnvironmentName }) {
  return (
    <div className={styles.tab}>
      <Expected />
      <Measured environment={environment} />
    </div>
  )
}

function Expected() {
  const words = useWords()
  const points = useDataPoints()
  const show = useShowNode()
  return (
    <section aria-label={words.expected} className={styles.detail}>
      <h2>{words.expected}</h2>
      <p className={styles.hint}>{words.expectedWhat}</p>
      {points === null ? (
        <p>{words.broken}</p>
      ) : (
        <>
          <dl className={styles.figures}>
            <div>
              <dt>{words.perThousand}</dt>
              <dd>{points.perThousand.toLocaleString()}</dd>
            </div>
          </dl>
          {points.byNode.length === 0 ? (
            <p>{words.free}</p>
          ) : (
            <div className={styles.scroll}>
              <table className={uiStyles.table}>
                <thead>
                  <tr>
                    <th scope="col">{words.node}</th>
                    <th scope="col">{words.points}</th>
                  </tr>
                </thead>
                <tbody>
                  {points.byNode.map(({ flow, node, points: cost }) => (
                    <tr key={`${flow}.${node}`}>
                      <th scope="row">
                        <button type="button" className={styles.link} onClick={() => show(flow, node)}>
                          {flow} / {node}
                        </button>
                      </th>
                      <td>{cost}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </section>
  )
}

interface Total {
  readonly flow: string
  readonly node: string
  readonly sent: number
  readonly saved: number
}

/** Days of one node together, costliest first. */
function byNode({ lines }: DataPointReport): readonly Total[] {
  const totals = new Map<string, Total>()
  for (const { flow, node, sent, saved } of lines) {
    const key = `${flow} ${node}`
    const before = totals.get(key) ?? { flow, node, sent: 0, saved: 0 }
    totals.set(key, { flow, node, sent: before.sent + sent, saved: before.saved + saved })
  }
  return [...totals.values()].sort((one, other) => other.sent - one.sent)
}

const share = (saved: number, sent: number): string =>
  saved + sent === 0 ? '–' : `${Math.round((saved / (saved + sent)) * 100)} %`

function Measured({ environment }: { readonly environment: EnvironmentName }) {
  const words = useWords()
  const { solution = '' } = useParams()
  const show = useShowNode()
  const { data, error, isPending } = useQuery({
    queryKey: [solution, 'data-points', environment],
    queryFn: () =>
      request<DataPointReport>(
        `/braze/data-points?solution=${encodeURIComponent(solution)}&environment=${environment}`,
      ),
  })
  return (
    <section aria-label={words.measured} className={styles.detail}>
      <h2>{words.measured}</h2>
      <p className={styles.hint}>{words.measuredWhat}</p>
      {isPending ? <Working label={words.loading} /> : null}
      {error === null ? null : <ErrorNotice error={error} />}
      {data === undefined ? null : data.lines.length === 0 ? (
        <Empty title={words.none}>{words.noneText}</Empty>
      ) : (
        <>
          <dl className={styles.figures}>
            <div>
              <dt>{words.sent}</dt>
              <dd>{data.total.sent.toLocaleString()}</dd>
            </div>
            <div>
              <dt>{words.saved}</dt>
              <dd>{data.total.saved.toLocaleString()}</dd>
            </div>
            <div>
              <dt>{words.share}</dt>
              <dd>{share(data.total.saved, data.total.sent)}</dd>
            </div>
          </dl>
          <div className={styles.scroll}>
            <table className={uiStyles.table}>
              <thead>
                <tr>
                  <th scope="col">{words.node}</th>
                  <th scope="col">{words.sent}</th>
                  <th scope="col">{words.saved}</th>
                  <th scope="col">{words.share}</th>
                </tr>
              </thead>
              <tbody>
                {byNode(data).map(({ flow, node, sent, saved }) => (
                  <tr key={`${flow}.${node}`}>
                    <th scope="row">
                      <button type="button" className={styles.link} onClick={() => show(flow, node)}>
                        {flow} / {node}
                      </button>
                    </th>
                    <td>{sent.toLocaleString()}</td>
                    <td>{saved.toLocaleString()}</td>
                    <td>{share(saved, sent)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  )
}
