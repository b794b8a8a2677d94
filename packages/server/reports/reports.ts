import type { Queryable, Runtime } from '@parley/runtime'
import type {
  DeliveryHealth,
  Overview,
  Paths,
  ReportedFlows,
  ReportFilter,
  Transcript,
  TranscriptFilter,
  TranscriptList,
} from '@parley/studio/api'
import { readDelivery } from './delivery.ts'
import { type ExportedRow, exportConversations, exportMessages } from './export.ts'
import type { Scope } from './filter.ts'
import { readFlows } from './flows.ts'
import { readOverview } from './overview.ts'
import { readPaths } from './paths.ts'
import { createAsk } from './question.ts'
import { readTranscript } from './transcript.ts'
import { listTranscripts } from './transcripts.ts'

/**
 * What is read of a solution's conversations. Everything fails with `report-too-large` when it takes too long, and with `overloaded` when
 * too many ask at once.
 */
export interface Reports {
  /** `timeZone`: whose days and hours. */
  overview(solution: string, filter: ReportFilter, timeZone: string): Promise<Overview>
  paths(solution: string, filter: ReportFilter): Promise<Paths>
  flows(solution: string, asked: Pick<ReportFilter, 'environment' | 'version'>): Promise<ReportedFlows>
  delivery(solution: string, filter: Pick<ReportFilter, 'environment' | 'from' | 'to'>): Promise<DeliveryHealth>
  transcripts(solution: string, filter: TranscriptFilter): Promise<TranscriptList>
  /** `null`: the solution has no such conversation. */
  transcript(solution: string, conversation: string): Promise<Transcript | null>
  /** A page of rows at a time. */
  exportConversations(solution: string, filter: TranscriptFilter): AsyncGenerator<readonly ExportedRow[]>
  exportMessages(solution: string, filter: TranscriptFilter): AsyncGenerator<readonly ExportedRow[]>
}

export function createReports(runtime: Pick<Runtime, 'database' | 'transcripts'>): Reports {
  const { database, transcripts } = runtime
  const ask = createAsk(database)
  const of = (solution: string): Scope => ({ workspace: database.workspace, solution })
  const read = <Result>(work: (db: Queryable) => Promise<Result>) => ask(work)
  return {
    overview: (solution, filter, timeZone) => read((db) => readOverview(db, of(solution), filter, timeZone)),
    paths: (solution, filter) => read((db) => readPaths(db, of(solution), filter)),
    flows: (solution, asked) => read((db) => readFlows(db, of(solution), asked)),
    delivery: (solution, filter) => read((db) => readDelivery(db, of(solution), filter)),
    transcripts: (solution, filter) => read((db) => listTranscripts(db, of(solution), filter)),
    transcript: (solution, conversation) => readTranscript({ db: database, transcripts }, of(solution), conversation),
    exportConversations: (solution, filter) => exportConversations(ask, of(solution), filter),
    exportMessages: (solution, filter) => exportMessages(ask, of(solution), filter),
  }
}
