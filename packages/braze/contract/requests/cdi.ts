// Made by contract/generate.ts from the rows of the contract: change those.

/** `GET /cdi/integrations`: Lists Cloud Data Ingestion integrations. */
export interface CdiIntegrationsListRequest {
  /** Where to go on: the `cursor` of the `Link` header. Left out: from the start. */
  readonly cursor?: string
}

/** `POST /cdi/integrations/{integration_id}/sync`: Starts a sync of an integration. */
export interface CdiIntegrationsSyncRequest {
  /** UUID of the integration. */
  readonly integration_id: string
}

/** `GET /cdi/integrations/{integration_id}/job_sync_status`: Lists the past syncs of an integration. */
export interface CdiIntegrationsJobSyncStatusRequest {
  /** UUID of the integration. */
  readonly integration_id: string
  /** Where to go on: the `cursor` of the `Link` header. Left out: from the start. */
  readonly cursor?: string
}
