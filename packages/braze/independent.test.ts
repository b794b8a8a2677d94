/** A client that somebody else wrote and published drives the sandbox: what it expects of Braze, it finds. */
import { createSandbox, type Sandbox } from '@parley/braze/sandbox'
import { Braze } from 'braze-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { controls, ids } from './test-requests.ts'

let sandbox: Sandbox
let braze: Braze

beforeAll(async () => {
  sandbox = await createSandbox({ webhooks: 'off' })
  braze = new Braze(sandbox.url, 'sandbox-key')
  for (const [path, body] of controls) {
    const response = await fetch(`${sandbox.url}/__sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  }
})

afterAll(() => sandbox.close())

async function findProfile(externalId: string) {
  const { users } = await braze.users.export.ids({ external_ids: [externalId], fields_to_export: ['external_id'] })
  return users
}

describe('the published client braze-api, with the sandbox', () => {
  it('writes a profile and reads it back', async () => {
    const tracked = await braze.users.track({
      attributes: [{ external_id: 'ann', email: 'ann@example.com', first_name: 'Ann', plan: 'basic' }],
      events: [{ external_id: 'ann', name: 'Signed up', time: '2026-01-31T12:00:00Z' }],
      purchases: [
        { external_id: 'ann', product_id: 'book', currency: 'EUR', price: 9.5, time: '2026-01-31T12:00:00Z' },
      ],
    })
    expect(tracked).toEqual({
      message: 'success',
      attributes_processed: 1,
      events_processed: 1,
      purchases_processed: 1,
    })
    const { users, invalid_user_ids } = await braze.users.export.ids({
      external_ids: ['ann', 'nobody'],
      fields_to_export: ['external_id', 'first_name', 'custom_attributes', 'total_revenue'],
    })
    expect(users).toEqual([
      expect.objectContaining({
        external_id: 'ann',
        first_name: 'Ann',
        custom_attributes: { plan: 'basic' },
        total_revenue: 9.5,
      }),
    ])
    expect(invalid_user_ids).toEqual(['nobody'])
  })

  it('takes a profile through alias, identification, rename and deletion', async () => {
    const alias = { alias_name: 'visitor', alias_label: 'chat' }
    expect(await braze.users.alias.new({ user_aliases: [alias] })).toEqual({ aliases_processed: 1, message: 'success' })
    const identified = await braze.users.identify({ aliases_to_identify: [{ external_id: 'bob', user_alias: alias }] })
    expect(identified).toEqual({ aliases_processed: 1, message: 'success' })
    const renamed = await braze.users.external_ids.rename({
      external_id_renames: [{ current_external_id: 'bob', new_external_id: 'robert' }],
    })
    expect(renamed).toMatchObject({ message: 'success', rename_errors: [] })
    expect(await findProfile('robert')).toHaveLength(1)
    expect(await braze.users.external_ids.remove({ external_ids: ['bob'] })).toMatchObject({ removed_ids: ['bob'] })
    expect(await findProfile('bob')).toHaveLength(0)
    expect(await braze.users.delete({ external_ids: ['robert'] })).toEqual({ deleted: 1, message: 'success' })
    expect(await findProfile('robert')).toHaveLength(0)
  })

  it('keeps subscription states', async () => {
    await braze.subscription.status.set({
      subscription_group_id: ids.group,
      subscription_state: 'subscribed',
      external_id: ['ann'],
      email: ['ann@example.com'],
    })
    const { status } = await braze.subscription.status.get({
      subscription_group_id: ids.group,
      external_id: ['ann', 'nobody'],
    })
    expect(status).toMatchObject({ ann: 'Subscribed' })
    const { users } = await braze.subscription.user.status({ external_id: ['ann'] })
    expect(users).toMatchObject([
      { external_id: 'ann', subscription_groups: [{ id: ids.group, status: 'Subscribed' }] },
    ])
    await braze.v2.subscription.status.set({
      subscription_groups: [
        { subscription_group_id: ids.group, subscription_state: 'unsubscribed', external_ids: ['ann'] },
      ],
    })
    const after = await braze.subscription.status.get({ subscription_group_id: ids.group, external_id: ['ann'] })
    expect(after.status).toMatchObject({ ann: 'Unsubscribed' })
    expect(await braze.email.spam.remove({ email: 'ann@example.com' })).toEqual({ message: 'success' })
    expect(await braze.email.bounce.remove({ email: 'ann@example.com' })).toEqual({ message: 'success' })
  })

  it('triggers campaigns and Canvases, now and later', async () => {
    const recipients = [{ external_user_id: 'ann' }]
    const triggered = [
      await braze.campaigns.trigger.send({ campaign_id: ids.campaign, recipients }),
      await braze.canvas.trigger.send({ canvas_id: ids.canvas, recipients }),
    ]
    for (const { dispatch_id, message } of triggered) {
      expect(dispatch_id).toMatch(/^[0-9a-f]{32}$/)
      expect(message).toBe('success')
    }
    const schedule = { time: '2096-01-31T12:00:00Z' }
    const { schedule_id } = await braze.campaigns.trigger.schedule.create({
      campaign_id: ids.campaign,
      recipients,
      schedule,
    })
    const scheduled = { campaign_id: ids.campaign, schedule_id }
    expect(await braze.campaigns.trigger.schedule.update({ ...scheduled, schedule })).toMatchObject({
      message: 'success',
    })
    expect(await braze.campaigns.trigger.schedule.delete(scheduled)).toMatchObject({ message: 'success' })
    expect((await braze.campaigns.list()).campaigns).toContainEqual(expect.objectContaining({ id: ids.campaign }))
    expect((await braze.canvas.list()).canvases).toContainEqual(expect.objectContaining({ id: ids.canvas }))
    const details = await braze.campaigns.details({ campaign_id: ids.campaign })
    expect(details).toMatchObject({ name: 'Welcome', message: 'success' })
  })

  it('sends messages of its own, and a transactional one', async () => {
    const messages = { webhook: { url: 'https://h.example', request_method: 'POST' as const, body: 'x' } }
    expect(await braze.messages.send({ external_user_ids: ['ann'], messages })).toMatchObject({ message: 'success' })
    const sent = await braze.transactional.v1.campaigns.send(ids.transactional, {
      external_send_id: 'b3JkZXItMQ',
      // Its types want a list here, the documentation one recipient.
      recipient: { external_user_id: 'ann' } as never,
    })
    expect(sent).toMatchObject({ status: 'sent' })
  })

  it('reads lists', async () => {
    expect((await braze.segments.list()).segments).toMatchObject([{ id: ids.segment, name: 'All' }])
    const created = await braze.templates.email_templates.create({ template_name: 'T', subject: 's', body: 'b' })
    const { email_template_id } = created
    expect(await braze.templates.email_templates.get({ email_template_id })).toMatchObject({ template_name: 'T' })
    const block = await braze.templates.content_blocks.create({ name: 'footer', content: 'Bye', tags: [] })
    expect((await braze.templates.content_blocks.list({})).content_blocks).toMatchObject([{ name: 'footer' }])
    const { content_block_id } = block
    expect(await braze.templates.content_blocks.get({ content_block_id })).toMatchObject({ content: 'Bye' })
    expect((await braze.catalogs.synchronous.list()).catalogs).toEqual([])
  })

  it('is told of a wrong key and of a wrong request', async () => {
    const stranger = new Braze(sandbox.url, 'wrong')
    await expect(stranger.segments.list()).rejects.toThrow('Invalid API key: wrong')
    await expect(braze.users.track({ attributes: [] })).rejects.toThrow('Valid data must be provided')
  })
})
