import { describe, expect, it } from 'vitest'
import { drive } from '../test-driver.ts'
import { scripts } from './dashboard.ts'

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
    for (const name of scripts) {
      const script = await braze.send(`/__sandbox/dashboard/${name}.js`)
      files.push(
        ...[...String(script.body).matchAll(/from '\.(\/[\w-]+\.js)'/g)].map(
          ([, file]) => `/__sandbox/dashboard${file}`,
        ),
      )
    }
    expect(files.length).toBeGreaterThan(2 + scripts.length)
    for (const path of new Set(files)) expect([path, (await braze.send(path)).status]).toEqual([path, 200])
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

  it('can tell the newest of much without the much', async () => {
    const braze = await drive()
    await braze.track({ attributes: [{ external_id: 'ann', email: 'ann@example.com', text: 'x'.repeat(200) }] })
    await braze.track({ attributes: [{ external_id: 'ann', dob: 'soon' }, { name: 'nobody' }] })
    const { requests } = (await braze.send('/__sandbox/requests?summary=true')).body
    expect(requests).toMatchObject([{ troubled: false }, { troubled: true, status: 201 }])
    expect(requests[0]).not.toHaveProperty('body')
    const troubled = (await braze.send('/__sandbox/requests?troubled=true')).body.requests
    expect(troubled).toEqual([requests[1]])
    const whole = (await braze.send(`/__sandbox/requests/${requests[1].id}`)).body
    expect(whole).toMatchObject({ body: { attributes: [{ dob: 'soon' }, {}] }, warnings: [expect.any(String)] })
    expect((await braze.send('/__sandbox/requests/none')).status).toBe(404)
    const { users } = (await braze.send('/__sandbox/profiles?summary=true')).body
    expect(users).toEqual([
      {
        braze_id: expect.any(String),
        appboy_id: expect.any(String),
        external_id: 'ann',
        user_aliases: [],
        email: 'ann@example.com',
      },
    ])
    const found = (await braze.send(`/__sandbox/profiles?braze_id=${users[0].braze_id}`)).body.users
    expect(found).toMatchObject([{ external_id: 'ann', custom_attributes: { text: expect.any(String) } }])
    expect((await braze.send('/__sandbox/profiles?braze_id=none')).body.users).toEqual([])
  })

  it('can tell sends, and where people are in a Canvas', async () => {
    const braze = await drive({ machineTime: () => 0 })
    await braze.track({ attributes: [{ external_id: 'ann' }] })
    const card = { messages: [{ channel: 'content_cards', title: 'x' }] }
    const steps = [card, { id: 'wait', type: 'delay', delay_seconds: 60 }, card]
    await braze.post('/__sandbox/canvases', { id: 'c', name: 'C', steps })
    await braze.post('/canvas/trigger/send', { canvas_id: 'c', recipients: [{ external_user_id: 'ann' }] })
    const { sends } = (await braze.send('/__sandbox/sends?settled=true&summary=true')).body
    expect(sends).toMatchObject([{ recipients_total: 1, messages: { sent: 1 } }])
    expect(sends[0]).not.toHaveProperty('recipients')
    expect((await braze.send(`/__sandbox/sends/${sends[0].id}`)).body.recipients).toHaveLength(1)
    expect((await braze.send('/__sandbox/sends/none')).status).toBe(404)
    expect((await braze.send('/__sandbox/canvases')).body.canvases).toMatchObject([
      { underway: [{ step_id: 'wait', people: 1 }], sends: [{ id: sends[0].id }] },
    ])
    expect((await braze.send('/__sandbox/clock')).body).toEqual({ now: '1970-01-01T00:00:00.000Z' })
  })

  it.each(scripts)('never writes markup from data: %s', async (name) => {
    const braze = await drive()
    const script = String((await braze.send(`/__sandbox/dashboard/${name}.js`)).body)
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/)
  })
})
