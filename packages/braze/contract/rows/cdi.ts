import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { cursor } from '../member.ts'
import { answer, done, int, list, maybe, text, textMembers, texts } from '../piece.ts'

const integrationId = text.describe('UUID of the integration.')

export const cdi = defineGroup([
  {
    id: 'cdi.integrations.list',
    method: 'GET',
    path: '/cdi/integrations',
    permission: 'cdi.integration_list',
    rateLimit: buckets.cdiList,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    pages: { kind: 'link', items: 'results', size: 10 },
    request: z.object({ cursor: cursor.exactOptional() }).readonly(),
    response: answer({
      results: list({
        ...textMembers(
          'integration_id',
          'app_group_id',
          'integration_name',
          'integration_type',
          'integration_status',
          'last_updated_at',
          'warehouse_type',
          'last_job_start_time',
          'last_job_status',
          'next_scheduled_run',
        ),
        contact_emails: maybe(z.union([texts, text])),
      }),
    }),
    docs: {
      what: 'Lists Cloud Data Ingestion integrations.',
      docPath: '_docs/_api/endpoints/cdi/get_integration_list.md',
      limits: 'Names in the answer are uncertain.',
    },
  },
  {
    id: 'cdi.integrations.sync',
    method: 'POST',
    path: '/cdi/integrations/{integration_id}/sync',
    permission: 'cdi.integration_sync',
    rateLimit: buckets.cdiSync,
    successStatus: 202,
    repeatable: false,
    request: z.object({ integration_id: integrationId }).readonly(),
    response: done,
    docs: {
      what: 'Starts a sync of an integration.',
      docPath: '_docs/_api/endpoints/cdi/post_job_sync.md',
      limits: '400 for an id that is none, 404 for an unknown one, 429 while another job runs.',
    },
  },
  {
    id: 'cdi.integrations.job_sync_status',
    method: 'GET',
    path: '/cdi/integrations/{integration_id}/job_sync_status',
    permission: 'cdi.integration_job_status',
    rateLimit: buckets.cdiStatus,
    successStatus: 200,
    repeatable: true,
    pages: { kind: 'link', items: 'results', size: 10 },
    request: z.object({ integration_id: integrationId, cursor: cursor.exactOptional() }).readonly(),
    response: answer({
      results: list({
        ...textMembers('job_status', 'sync_start_time', 'sync_finish_time', 'last_timestamp_synced'),
        rows_synced: maybe(int),
        rows_failed_with_errors: maybe(int),
      }),
    }),
    docs: {
      what: 'Lists the past syncs of an integration.',
      docPath: '_docs/_api/endpoints/cdi/get_job_sync_status.md',
    },
  },
])
