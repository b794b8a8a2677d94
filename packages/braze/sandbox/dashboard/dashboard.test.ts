import { describe, expect, it } from 'vitest'
import { drive } from '../test-driver.ts'

describe('the dashboard', () => {
  it('is a page under a policy that runs nothing but its own file', async () => {
    const braze = await drive()
    const page = await braze.send('/')
    expect(page.status).toBe(200)
    expect(page.body).toContain('<title>Braze sandbox</title>')
    const policy = page.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'; script-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(page.body).not.toMatch(/<script>|<style>| on[a-z]+=| style=/)
  })

  it('loads only what the sandbox serves', async () => {
    const braze = await drive()
    const page = await braze.send('/')
    const files = [...String(page.body).matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path = '']) => path)
    expect(files).toHaveLength(2)
    for (const path of files) expect((await braze.send(path)).status).toBe(200)
  })

  it('can offer every endpoint for a fault', async () => {
    const braze = await drive()
    const { endpoints } = (await braze.send('/__sandbox/endpoints')).body
    expect(endpoints).toContain('GET /catalogs/{catalog_name}/items')
    for (const endpoint of endpoints) expect((await braze.fault({ endpoint, status: 500 })).status).toBe(201)
  })

  it('can show the last writes of a profile', async () => {
    const braze = await drive({ machineTime: () => 0 })
    for (let count = 0; count < 25; count += 1) await braze.track({ attributes: [{ external_id: 'u', n: count }] })
    await braze.track({ events: [{ external_id: 'u', name: '<b>', time: '1970-01-01' }] })
    const { braze_id } = await braze.profile('u')
    const { history } = (await braze.send(`/__sandbox/history/${braze_id}`)).body
    expect(history).toHaveLength(20)
    expect(history.slice(-2)).toEqual([
      { at: '1970-01-01T00:00:00.000Z', what: 'attributes n' },
      { at: '1970-01-01T00:00:00.000Z', what: 'event <b>' },
    ])
    expect((await braze.send('/__sandbox/history/none')).status).toBe(404)
  })

  it('can show the limits that requests count against', async () => {
    const braze = await drive()
    await braze.track({ attributes: [{ external_id: 'u' }] })
    await braze.get('/segments/list')
    expect((await braze.send('/__sandbox/limits')).body.limits).toMatchObject([
      { bucket: 'users-track', limit: 3000, remaining: 2999 },
      { bucket: 'default-hourly', limit: 250_000, remaining: 249_999 },
    ])
  })

  it('never writes markup from data', async () => {
    const braze = await drive()
    for (const name of ['page', 'card']) {
      const script = String((await braze.send(`/__sandbox/dashboard/${name}.js`)).body)
      expect(script).toContain('textContent')
      expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/)
    }
  })
})
