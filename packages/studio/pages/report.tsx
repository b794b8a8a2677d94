import { RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import type { Overview } from '../api.ts'
import { queries, useMay } from '../app/api.ts'
import { useLanguage } from '../app/words.ts'
import { CompareView } from '../report/compare.tsx'
import { DeliveryView } from '../report/delivery.tsx'
import { DropOffView } from '../report/drop-off.tsx'
import { NoConversations } from '../report/empty.tsx'
import { ExportMenu } from '../report/export-menu.tsx'
import { queryOf, withParams } from '../report/filter.ts'
import { FilterBar, useAddress } from '../report/filter-bar.tsx'
import { OverviewView } from '../report/overview.tsx'
import styles from '../report/report.module.css'
import { pathOf, useDelivery, useLive, useOverview, usePaths, useReportedFlows } from '../report/use-report.ts'
import { WaysView } from '../report/ways.tsx'
import { useWords } from '../report/words.ts'
import { Checkbox, Empty, ErrorNotice, IconButton, Working } from '../ui/index.ts'

const views = ['overview', 'ways', 'dropOff', 'compare', 'delivery'] as const
type View = (typeof views)[number]

/** What became of the conversations of a solution. */
export function Component() {
  const words = useWords()
  const { solution = '' } = useParams()
  const mayRead = useMay('report:read')
  if (!mayRead) return <Empty title={words.noRole}>{words.noRoleText}</Empty>
  return <Report solution={solution} />
}

function Report({ solution }: { readonly solution: string }) {
  const words = useWords()
  const { params, asked } = useAddress()
  const view = views.find((each) => each === params.get('view')) ?? 'overview'
  const overview = useOverview(solution, asked)
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{words.title}</h1>
        <Tools solution={solution} loadedAt={overview.dataUpdatedAt} />
      </div>
      <FilterBar known={overview.data} />
      <nav className={styles.views} aria-label={words.views}>
        {views.map((each) => (
          <Link
            key={each}
            to={`?${withParams(params, { view: each === 'overview' ? null : each })}`}
            replace
            {...(each === view && { 'aria-current': 'page' })}
          >
            {words[each]}
          </Link>
        ))}
      </nav>
      <Shown result={overview}>{(data) => <ChosenView solution={solution} view={view} overview={data} />}</Shown>
    </div>
  )
}

function Tools({ solution, loadedAt }: { readonly solution: string; readonly loadedAt: number }) {
  const words = useWords()
  const language = useLanguage()
  const { asked } = useAddress()
  const { live } = useLive()
  const time = new Date(loadedAt).toLocaleTimeString(language, { timeStyle: 'short' })
  return (
    <div className={styles.tools}>
      {loadedAt === 0 ? null : <span>{words.loadedAt(time)}</span>}
      <Checkbox label={words.live} checked={live} onChange={(next) => useLive.setState({ live: next })} />
      <IconButton
        name={words.refresh}
        onPress={() => void queries.invalidateQueries({ queryKey: [solution, 'report'] })}
      >
        <RefreshCw size={18} aria-hidden />
      </IconButton>
      <ExportMenu
        hrefOf={(format) =>
          `/studio/api${pathOf(solution)}/report/export?format=${format}&${queryOf(asked, Date.now())}`
        }
      />
    </div>
  )
}

function ChosenView(props: { readonly solution: string; readonly view: View; readonly overview: Overview }) {
  const { solution, view, overview } = props
  if (view === 'delivery') return <Delivery solution={solution} />
  if (overview.period.started === 0) return <NoConversations solution={solution} />
  if (view === 'overview') return <OverviewView overview={overview} />
  if (view === 'compare') return <CompareView solution={solution} known={overview} />
  return <Ways solution={solution} view={view} versions={overview.versions.length} />
}

function Ways(props: { readonly solution: string; readonly view: 'ways' | 'dropOff'; readonly versions: number }) {
  const { solution, view, versions } = props
  const { asked } = useAddress()
  const paths = usePaths(solution, asked)
  const reported = useReportedFlows(solution, asked)
  return (
    <Shown result={paths}>
      {(data) =>
        view === 'dropOff' ? (
          <DropOffView solution={solution} paths={data} />
        ) : (
          <Shown result={reported}>
            {(flows) => <WaysView solution={solution} paths={data} reported={flows} versions={versions} />}
          </Shown>
        )
      }
    </Shown>
  )
}

function Delivery({ solution }: { readonly solution: string }) {
  const { asked } = useAddress()
  const health = useDelivery(solution, asked)
  return <Shown result={health}>{(data) => <DeliveryView solution={solution} health={data} />}</Shown>
}

/** What was loaded; what went wrong stands above it, so that nothing that is there already is lost. */
function Shown<Data>({
  result: { data, error },
  children,
}: {
  readonly result: { readonly data: Data | undefined; readonly error: unknown }
  readonly children: (data: Data) => ReactNode
}) {
  const words = useWords()
  return (
    <>
      {error === null ? null : <ErrorNotice error={error} />}
      {data === undefined ? error === null ? <Working label={words.counting} /> : null : children(data)}
    </>
  )
}
