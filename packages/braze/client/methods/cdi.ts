// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method, PagedMethod } from '../method.ts'

export interface CdiMethods {
  readonly cdi: {
    readonly integrations: {
      /**
       * Lists Cloud Data Ingestion integrations. Names in the answer are uncertain.
       *
       * `GET /cdi/integrations` · permission `cdi.integration_list` · 50 / min (`cdi-list`)
       *
       * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/cdi/get_integration_list.md
       */
      readonly list: PagedMethod<'cdi.integrations.list'>
      /**
       * Starts a sync of an integration. 400 for an id that is none, 404 for an unknown one, 429 while another job
       * runs.
       *
       * `POST /cdi/integrations/{integration_id}/sync` · permission `cdi.integration_sync` · 20 / min (`cdi-sync`)
       *
       * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/cdi/post_job_sync.md
       */
      readonly sync: Method<'cdi.integrations.sync'>
      /**
       * Lists the past syncs of an integration.
       *
       * `GET /cdi/integrations/{integration_id}/job_sync_status` · permission `cdi.integration_job_status` · 100 / min
       * (`cdi-status`)
       *
       * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/cdi/get_job_sync_status.md
       */
      readonly job_sync_status: PagedMethod<'cdi.integrations.job_sync_status'>
    }
  }
}
