import { refused, succeeded } from '../../assets/answer.ts'
import { type Integration, isRunning, type SyncJob, startSync, syncStatus } from '../../assets/integration.ts'
import { cutLinkedPage } from '../../assets/page.ts'
import { showTime } from '../../time.ts'
import type { Answer, Call, Handler } from '../handler.ts'

/** `_docs/_api/endpoints/cdi/**`: entries of a page. */
const PAGE = 10
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const listIntegrations: Handler = {
  answer({ query, world }) {
    const now = world.clock.now()
    const page = cutLinkedPage(world.assets.integrations.all(), query, '/cdi/integrations', PAGE)
    if (page === undefined) return refused('Invalid cursor')
    const results = page.things.map((integration) => showIntegration(integration, now))
    return { ...succeeded(200, { results }), headers: page.headers }
  },
}

export const syncIntegration: Handler = {
  answer: (call) =>
    withIntegration(call, 404, (integration) => {
      const started = startSync(integration, call.world.clock.now())
      if (started === undefined) return refused('Another job is in progress', 429)
      call.world.assets.integrations.put(started.id, started)
      return succeeded(202)
    }),
}

export const listSyncs: Handler = {
  answer: (call) =>
    // The page knows no 404.
    withIntegration(call, 400, ({ id, jobs }) => {
      const page = cutLinkedPage(jobs, call.query, `/cdi/integrations/${id}/job_sync_status`, PAGE)
      if (page === undefined) return refused('Invalid cursor')
      const results = page.things.map((job) => showJob(job, call.world.clock.now()))
      return { ...succeeded(200, { results }), headers: page.headers }
    }),
}

function withIntegration(
  { params, world }: Call,
  unknownStatus: 400 | 404,
  run: (integration: Integration) => Answer,
): Answer {
  const { integration_id: id = '' } = params
  if (!UUID.test(id)) return refused('Invalid integration ID')
  const integration = world.assets.integrations.get(id.toLowerCase())
  if (integration !== undefined) return run(integration)
  return unknownStatus === 404 ? refused('Integration not found', 404) : refused('Invalid integration ID')
}

function showIntegration(integration: Integration, now: number): { readonly [member: string]: unknown } {
  const { id, name, type, warehouse, contactEmails, createdAt, jobs } = integration
  const [latest] = jobs
  return {
    integration_id: id,
    // There is one workspace.
    app_group_id: '000000000000000000000000',
    integration_name: name,
    integration_type: type,
    integration_status: 'Active',
    contact_emails: contactEmails,
    last_updated_at: showTime(latest?.startedAt ?? createdAt),
    warehouse_type: warehouse,
    last_job_start_time: latest === undefined ? null : showTime(latest.startedAt),
    last_job_status: latest === undefined ? null : syncStatus(latest, now),
    next_scheduled_run: null,
  }
}

function showJob(job: SyncJob, now: number): { readonly [member: string]: unknown } {
  const { startedAt, finishesAt, rows, failingRows } = job
  const isOver = !isRunning(job, now)
  return {
    job_status: syncStatus(job, now),
    sync_start_time: showTime(startedAt),
    sync_finish_time: isOver ? showTime(finishesAt) : null,
    last_timestamp_synced: isOver ? showTime(startedAt) : null,
    rows_synced: isOver ? rows - failingRows : 0,
    rows_failed_with_errors: isOver ? failingRows : 0,
  }
}
