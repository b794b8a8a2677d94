import { useMemo } from 'react'
import { Link, useParams } from 'react-router'
import { useMay } from '../app/api.ts'
import { ExportMenu } from '../report/export-menu.tsx'
import { readTranscriptParams } from '../report/filter.ts'
import { FilterBar, useAddress } from '../report/filter-bar.tsx'
import report from '../report/report.module.css'
import { TextSearch, TranscriptFilters } from '../report/transcript-filters.tsx'
import { TranscriptRows } from '../report/transcript-list.tsx'
import { TranscriptView } from '../report/transcript-view.tsx'
import styles from '../report/transcripts.module.css'
import {
  pathOf,
  transcriptQuery,
  useOverview,
  useReportedFlows,
  useTranscript,
  useTranscripts,
} from '../report/use-report.ts'
import { useWords } from '../report/words.ts'
import type { FlowFile } from '../source/flow-file.ts'
import { Empty, ErrorNotice, Working } from '../ui/index.ts'

/** What was said, conversation by conversation. */
export function Component() {
  const words = useWords()
  const { solution = '' } = useParams()
  const mayRead = useMay('transcript:read')
  if (!mayRead) return <Empty title={words.noRole}>{words.noRoleText}</Empty>
  return <Transcripts solution={solution} />
}

function Transcripts({ solution }: { readonly solution: string }) {
  const words = useWords()
  const { conversation } = useParams()
  const { params, asked } = useAddress()
  const wanted = { ...asked, ...readTranscriptParams(params) }
  const list = useTranscripts(solution, wanted)
  const rows = list.data?.pages.flatMap(({ conversations }) => conversations) ?? []
  const base = `/s/${encodeURIComponent(solution)}/transcripts`
  return (
    <div className={report.page}>
      <div className={report.head}>
        <h1>{words.transcripts}</h1>
        <ExportMenu
          hrefOf={(format) =>
            `/studio/api${pathOf(solution)}/transcripts-export?format=${format}&${transcriptQuery(wanted, null)}`
          }
        />
      </div>
      <Filters solution={solution} />
      {list.error === null ? null : <ErrorNotice error={list.error} />}
      {list.data === undefined ? (
        list.error === null ? (
          <Working label={words.counting} />
        ) : null
      ) : (
        <div className={styles.split} {...(conversation !== undefined && { 'data-reading': true })}>
          <TranscriptRows
            rows={rows}
            chosen={conversation}
            hrefOf={(id) => `${base}/${encodeURIComponent(id)}?${params}`}
            more={list.hasNextPage ? () => void list.fetchNextPage() : null}
            isLoading={list.isFetchingNextPage}
          />
          <div>
            {conversation === undefined ? null : (
              <Link className={styles.back} to={`${base}?${params}`}>
                {words.back}
              </Link>
            )}
            <Chosen solution={solution} conversation={conversation} hasAny={rows.length > 0} />
          </div>
        </div>
      )}
    </div>
  )
}

/** What there is to choose from is known to the figures, which not everybody may read. */
function Filters({ solution }: { readonly solution: string }) {
  return useMay('report:read') ? <KnowingFilters solution={solution} /> : <UnknowingFilters />
}

function KnowingFilters({ solution }: { readonly solution: string }) {
  const { asked } = useAddress()
  const overview = useOverview(solution, asked)
  const { data: reported } = useReportedFlows(solution, asked)
  const nodes = useMemo(
    () =>
      Object.entries(reported?.flows ?? {}).flatMap(([flow, file]) =>
        Object.keys((file as FlowFile).nodes).map((node) => `${flow}.${node}`),
      ),
    [reported],
  )
  return (
    <FilterBar known={overview.data} below={<TextSearch />}>
      <TranscriptFilters nodes={nodes} />
    </FilterBar>
  )
}

function UnknowingFilters() {
  return (
    <FilterBar known={undefined} below={<TextSearch />}>
      <TranscriptFilters nodes={[]} />
    </FilterBar>
  )
}

function Chosen(props: {
  readonly solution: string
  readonly conversation: string | undefined
  readonly hasAny: boolean
}) {
  const words = useWords()
  const { solution, conversation, hasAny } = props
  const transcript = useTranscript(solution, conversation)
  if (conversation === undefined) return hasAny ? <Empty title={words.choose}>{words.chooseText}</Empty> : null
  if (transcript.error !== null) return <ErrorNotice error={transcript.error} />
  if (transcript.data === undefined) return <Working label={words.counting} />
  return <TranscriptView solution={solution} transcript={transcript.data} />
}
