import { describe, expect, it } from 'vitest'
import { driveAssets } from '../../assets/test-client.ts'

describe('Cloud Data Ingestion', () => {
  it('syncs once at a time, and the clock ends a sync', async () => {
    const braze = await driveAssets({ machineTime: () => Date.parse('2026-01-01T00:00:00Z') })
    const asked = { name: 'Users', rows: 10, failing_rows: 3, sync_seconds: 60 }
    const { integration_id: id } = (await braze.post('/__sandbox/integrations', asked)).body
    await braze.expect(202, `POST /cdi/integrations/${id}/sync`)
    expect((await braze.ask(`POST /cdi/integrations/${id}/sync`)).body).toEqual({
      message: 'Another job is in progress',
    })
    const status = `GET /cdi/integrations/${id}/job_sync_status`
    expect((await braze.expect(200, status)).results).toEqual([
      {
        job_status: 'Running',
        sync_start_time: '2026-01-01T00:00:00.000Z',
        sync_finish_time: null,
        last_timestamp_synced: null,
        rows_synced: 0,
        rows_failed_with_errors: 0,
      },
    ])
    await braze.advance(60)
    expect((await braze.expect(200, status)).results).toMatchObject([
      {
        job_status: 'Partial',
        sync_finish_time: '2026-01-01T00:01:00.000Z',
        rows_synced: 7,
        rows_failed_with_errors: 3,
      },
    ])
    await braze.expect(202, `POST /cdi/integrations/${id}/sync`)
    expect((await braze.expect(200, 'GET /cdi/integrations')).results).toMatchObject([
      { integration_id: id, integration_name: 'Users', last_job_status: 'Running' },
    ])
  })

  it.each([
    [{ rows: 0 }, 'Success'],
    [{ rows: 2, failing_rows: 2 }, 'Error'],
  ])('ends a sync of %j with %s', async (asked, status) => {
    const braze = await driveAssets()
    const { integration_id: id } = (await braze.post('/__sandbox/integrations', { name: 'x', ...asked })).body
    await braze.expect(202, `POST /cdi/integrations/${id}/sync`)
    const { results } = await braze.expect(200, `GET /cdi/integrations/${id}/job_sync_status`)
    expect(results[0].job_status).toBe(status)
  })

  it('lists 10 on a page', async () => {
    const braze = await driveAssets()
    for (let count = 0; count < 21; count += 1) await braze.post('/__sandbox/integrations', { name: `i${count}` })
    const first = await braze.ask('GET /cdi/integrations')
    expect(first.body.results).toHaveLength(10)
    expect(first.headers.get('link')).toBe(`</cdi/integrations?cursor=${btoa('skip:10')}>; rel="next"`)
    const second = await braze.ask(`GET /cdi/integrations?cursor=${btoa('skip:10')}`)
    expect(second.headers.get('link')).toMatch(/rel="prev",.*rel="next"$/)
    expect((await braze.expect(400, 'GET /cdi/integrations?cursor=x')).message).toBe('Invalid cursor')
  })

  it('tells an id that is none from one that nobody has', async () => {
    const braze = await driveAssets()
    const nobody = '00000000-0000-0000-0000-000000000000'
    expect((await braze.expect(400, 'POST /cdi/integrations/x/sync')).message).toBe('Invalid integration ID')
    expect((await braze.expect(404, `POST /cdi/integrations/${nobody}/sync`)).message).toBe('Integration not found')
    await braze.expect(400, `GET /cdi/integrations/${nobody}/job_sync_status`)
  })
})
