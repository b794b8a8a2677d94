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

  it('offers every endpoint for a fault', async () => {
    const braze = await drive()
    const { detail } = (await braze.fault({ endpoint: '?', status: 500 })).body.errors[0]
    const endpoints = detail.replace('must be a known endpoint: ', '').split(', ')
    const page = String((await braze.send('/')).body)
    for (const endpoint of endpoints) expect(page).toContain(`<option>${endpoint}</option>`)
  })

  it('never writes markup from data', async () => {
    const braze = await drive()
    const script = String((await braze.send('/__sandbox/dashboard.js')).body)
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/)
  })
})
