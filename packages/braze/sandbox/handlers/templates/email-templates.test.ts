import { describe, expect, it } from 'vitest'
import { driveAssets } from '../../assets/test-client.ts'

const good = { template_name: 'Weekly', subject: 'Hello', body: '<p>Hi</p>' }

describe('e-mail templates', () => {
  it('are created, listed, shown and updated', async () => {
    const braze = await driveAssets({ machineTime: () => Date.parse('2026-01-01T00:00:00Z') })
    const made = await braze.expect(201, 'POST /templates/email/create', { ...good, preheader: 'p', tags: ['t'] })
    expect(made).toEqual({ email_template_id: expect.any(String), message: 'success' })
    const id = made.email_template_id
    const update = { email_template_id: id, subject: 'Bye', should_inline_css: true }
    expect(await braze.expect(200, 'POST /templates/email/update', update)).toEqual(made)
    expect(await braze.expect(200, `GET /templates/email/info?email_template_id=${id}`)).toEqual({
      email_template_id: id,
      template_name: 'Weekly',
      description: '',
      subject: 'Bye',
      preheader: 'p',
      body: '<p>Hi</p>',
      plaintext_body: '',
      should_inline_css: true,
      tags: ['t'],
      created_at: '2026-01-01T00:00:00.000Z',
      updated_at: '2026-01-01T00:00:00.000Z',
      message: 'success',
    })
    const { count, templates } = await braze.expect(200, 'GET /templates/email/list')
    expect([count, templates[0].template_name]).toEqual([1, 'Weekly'])
  })

  it.each([
    ['Template Name is required', { ...good, template_name: '' }],
    ['Subject is required', { ...good, subject: undefined }],
    ['Body is required', { ...good, body: null }],
    ["'subject' must be a string", { ...good, subject: 1 }],
    ['Body must be at most 400kb', { ...good, body: 'x'.repeat(400 * 1024 + 1) }],
    ['Tags must be an array', { ...good, tags: {} }],
    ['Email must have valid content block names', { ...good, body: `{{content_blocks.\${none}}}` }],
  ])('are refused with %j', async (message, body) => {
    const braze = await driveAssets()
    expect(await braze.ask('POST /templates/email/create', body)).toMatchObject({ status: 400, body: { message } })
  })

  it('are updated by id, with something to update', async () => {
    const braze = await driveAssets()
    const { email_template_id } = await braze.expect(201, 'POST /templates/email/create', good)
    const update = async (body: object) => (await braze.ask('POST /templates/email/update', body)).status
    expect(await update({ email_template_id })).toBe(400)
    expect(await update({ email_template_id: 'none', subject: 'x' })).toBe(400)
    expect((await braze.ask('GET /templates/email/info')).status).toBe(400)
  })
})
