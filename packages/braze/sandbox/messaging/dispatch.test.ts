// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${}` is how Braze writes its names
import { describe, expect, it } from 'vitest'
import { listen, stage } from './test-stage.ts'

const body = 'Hi {{${first_name} | default: "you"}}, {{api_trigger_properties.${offer}}} {{custom_attribute.${visits}}}'
const campaign = { messages: [{ channel: 'content_cards', title: body }] }

async function staged() {
  const on = await stage()
  await on.track({
    attributes: [
      { external_id: 'ann', first_name: 'Ann' },
      { external_id: 'ben', first_name: 'Ben' },
    ],
  })
  await on.campaign(campaign)
  const send = (more: object) => on.post('/campaigns/trigger/send', { campaign_id: 'hello', ...more })
  const texts = async () => (await on.recipients()).map(({ messages }) => messages[0]?.rendered?.title)
  return { ...on, sendTo: send, texts }
}

describe('a trigger', () => {
  it('renders for each recipient, whose own properties win key by key', async () => {
    const on = await staged()
    const heard = await on.sendTo({
      trigger_properties: { offer: 'tea', other: 1 },
      recipients: [{ external_user_id: 'ann' }, { external_user_id: 'ben', trigger_properties: { offer: 'coffee' } }],
    })
    expect(heard).toMatchObject({
      status: 201,
      body: { dispatch_id: expect.stringMatching(/^[0-9a-f]{32}$/), message: 'success' },
    })
    expect(await on.texts()).toEqual(['Hi Ann, tea ', 'Hi Ben, coffee '])
    expect((await on.recipients())[1]).toMatchObject({ external_id: 'ben', properties: { offer: 'coffee', other: 1 } })
    expect((await on.sends())[0]).toMatchObject({
      dispatch_id: heard.body.dispatch_id,
      source: { kind: 'campaign', id: 'hello' },
    })
  })

  it('[T1] applies attributes before it renders, for existing profiles too', async () => {
    const on = await staged()
    await on.sendTo({
      recipients: [{ external_user_id: 'ann', attributes: { first_name: 'Anna', visits: { inc: 2 } } }],
    })
    expect(await on.texts()).toEqual(['Hi Anna,  2'])
    expect(await on.profile('ann')).toMatchObject({ first_name: 'Anna', custom_attributes: { visits: 2 } })
  })

  it('[T2] takes the same person twice as the last one', async () => {
    const on = await staged()
    const [, ben] = [await on.profile('ann'), await on.profile('ben')]
    await on.sendTo({
      recipients: [
        { external_user_id: 'ben', trigger_properties: { offer: 'first' } },
        { external_user_id: 'ann' },
        { braze_id: ben.braze_id, trigger_properties: { offer: 'last' } },
      ],
    })
    expect(await on.texts()).toEqual(['Hi Ann,  ', 'Hi Ben, last '])
  })

  it('[T3] creates nobody unless send_to_existing_only is false', async () => {
    const on = await staged()
    await on.sendTo({
      recipients: [
        { external_user_id: 'cy', attributes: { first_name: 'Cy' } },
        { external_user_id: 'dee', attributes: { first_name: 'Dee' }, send_to_existing_only: false },
        { user_alias: { alias_name: 'x', alias_label: 'y' }, attributes: { first_name: 'X' } },
      ],
    })
    expect(await on.recipients()).toMatchObject([
      { external_id: null, left_out: 'no profile has this identifier', messages: [] },
      { external_id: 'dee', created: true, attributes: { first_name: 'Dee' }, send_to_existing_only: false },
      { asked: { user_alias: { alias_name: 'x' } }, braze_id: null },
    ])
    expect(await on.profile('cy')).toBeUndefined()
    expect(await on.profile('dee')).toMatchObject({ first_name: 'Dee' })
  })

  it('finds by alias, braze_id and e-mail with its prioritization', async () => {
    const on = await staged()
    const user_alias = { alias_name: 'v', alias_label: 'chat' }
    await on.track({
      attributes: [
        { user_alias, _update_existing_only: false, first_name: 'Vi' },
        { external_id: 'ann', email: 'shared@example.com' },
        { external_id: 'ben', email: 'shared@example.com' },
      ],
    })
    await on.sendTo({
      recipients: [
        { user_alias },
        { email: 'shared@example.com', prioritization: ['identified', 'least_recently_updated'] },
      ],
    })
    expect(await on.texts()).toEqual(['Hi Vi,  ', 'Hi Ann,  '])
  })

  it('as a broadcast reaches the audience of the request within that of the campaign', async () => {
    const on = await staged()
    const filter = (name: string, value: unknown) => ({
      custom_attribute: { custom_attribute_name: name, comparison: 'equals', value },
    })
    await on.campaign({ ...campaign, audience: filter('plan', 'gold') })
    await on.track({
      attributes: [
        { external_id: 'ann', plan: 'gold', city: 'Rome' },
        { external_id: 'ben', plan: 'gold', city: 'Oslo' },
        { external_id: 'cy', plan: 'none', city: 'Oslo' },
      ],
    })
    await on.sendTo({ broadcast: true })
    expect((await on.recipients()).map(({ external_id }) => external_id)).toEqual(['ann', 'ben'])
    await on.sendTo({ broadcast: true, audience: { AND: [filter('city', 'Oslo')] } })
    expect((await on.recipients()).map(({ external_id }) => external_id)).toEqual(['ben'])
    await on.sendTo({
      audience: { AND: [filter('city', 'Oslo')] },
      recipients: [{ external_user_id: 'ann' }, { external_user_id: 'ben' }],
    })
    expect((await on.recipients()).map(({ left_out }) => left_out)).toEqual([
      'the profile is not in the audience',
      undefined,
    ])
  })

  it.each([
    ['paused', 'The campaign is paused. Resume the campaign to ensure trigger requests will take effect.'],
    ['archived', 'The campaign is archived. Unarchive the campaign to ensure trigger requests will take effect.'],
  ])('[T4] sends nothing while the campaign is %s, and says so', async (state, notice) => {
    const on = await staged()
    await on.campaign({ ...campaign, state })
    const heard = await on.sendTo({ recipients: [{ external_user_id: 'ann', attributes: { first_name: 'Other' } }] })
    expect(heard).toMatchObject({ status: 201, body: { message: 'success', notice } })
    expect((await on.sends())[0]).toMatchObject({ notice, recipients: [] })
  })

  it('[T5] is answered before a slow webhook is', async () => {
    const host = await listen()
    const on = await staged()
    host.answers.push({ status: 503 })
    await on.campaign({ messages: [{ channel: 'webhook', url: host.url }] })
    expect((await on.sendTo({ recipients: [{ external_user_id: 'ann' }] })).status).toBe(201)
    expect((await on.rendered()).status).toBe('waiting')
  })

  it('waits for the delay of writes', async () => {
    const on = await stage({ delayMs: 60_000 })
    await on.campaign(campaign)
    await on.track({ attributes: [{ external_id: 'ann', first_name: 'Ann' }] })
    await on.post('/campaigns/trigger/send', { campaign_id: 'hello', recipients: [{ external_user_id: 'ann' }] })
    expect(await on.sends()).toEqual([])
    await on.advance(60)
    expect(await on.rendered()).toMatchObject({ status: 'sent', rendered: { title: 'Hi Ann,  ' } })
  })

  it('[D1] aborts and fails for one person alone', async () => {
    const on = await staged()
    await on.campaign({
      messages: [
        {
          channel: 'content_cards',
          title: "{% if {{${first_name}}} == 'Ann' %}{% abort_message('not Ann') %}{% endif %}Hi",
        },
        { channel: 'content_cards', title: '{{ 1 | divided_by: custom_attribute.${zero} }}' },
      ],
    })
    await on.track({ attributes: [{ external_id: 'ben', zero: 1 }] })
    await on.sendTo({ recipients: [{ external_user_id: 'ann' }, { external_user_id: 'ben' }] })
    const outcomes = (await on.recipients()).map(({ messages }) =>
      messages.map(({ status, reason }) => [status, reason]),
    )
    expect(outcomes).toEqual([
      [
        ['aborted', 'not Ann'],
        ['failed', expect.stringContaining('divided by 0')],
      ],
      [
        ['sent', undefined],
        ['sent', undefined],
      ],
    ])
  })

  it('uses content blocks and catalogs of the workspace', async () => {
    const on = await staged()
    await on.post('/content_blocks/create', { name: 'sign', content: 'Yours, {{${first_name}}}' })
    await on.post('/catalogs', {
      catalogs: [
        {
          name: 'teas',
          fields: [
            { name: 'id', type: 'string' },
            { name: 'title', type: 'string' },
          ],
        },
      ],
    })
    await on.post('/catalogs/teas/items/a', { items: [{ title: 'Assam' }] })
    await on.campaign({
      messages: [
        { channel: 'content_cards', title: '{% catalog_items teas a %}{{items[0].title}} {{content_blocks.${sign}}}' },
      ],
    })
    await on.sendTo({ recipients: [{ external_user_id: 'ann' }] })
    expect(await on.texts()).toEqual(['Assam Yours, Ann'])
  })
})

describe('a Canvas', () => {
  it('takes its steps one after the other by the clock of the sandbox', async () => {
    const on = await staged()
    await on.canvas({
      steps: [
        { name: 'Hello', messages: [{ channel: 'content_cards', title: '{{context.${offer}}} {{canvas.${name}}}' }] },
        { delay_seconds: 3600 },
        { name: 'Again', delay_seconds: 3600, messages: [{ channel: 'content_cards', title: '{{${first_name}}}' }] },
      ],
    })
    await on.post('/canvas/trigger/send', {
      canvas_id: 'journey',
      canvas_entry_properties: { offer: 'tea' },
      recipients: [{ external_user_id: 'ann', context: { offer: 'milk' } }],
    })
    expect((await on.recipients())[0]?.messages).toMatchObject([
      { step: { name: 'Hello' }, status: 'sent', rendered: { title: 'milk Journey' } },
    ])
    await on.track({ attributes: [{ external_id: 'ann', first_name: 'Anna' }] })
    await on.advance(3600)
    expect((await on.recipients())[0]?.messages[1]).toMatchObject({
      status: 'waiting',
      due_at: '2030-01-31T14:00:00.000Z',
    })
    await on.advance(3600)
    const [first, second] = (await on.recipients())[0]?.messages ?? []
    expect(second).toMatchObject({ step: { name: 'Again' }, status: 'sent', rendered: { title: 'Anna' } })
    expect(second?.dispatch_id).not.toBe(first?.dispatch_id)
  })

  it('sends nothing to a profile that is gone by then', async () => {
    const on = await staged()
    await on.canvas({ steps: [{ delay_seconds: 60, messages: [{ channel: 'content_cards', title: 'x' }] }] })
    await on.post('/canvas/trigger/send', { canvas_id: 'journey', recipients: [{ external_user_id: 'ann' }] })
    await on.post('/users/delete', { external_ids: ['ann'] })
    await on.advance(60)
    expect(await on.rendered()).toMatchObject({ status: 'skipped', reason: 'the profile is gone' })
  })
})
