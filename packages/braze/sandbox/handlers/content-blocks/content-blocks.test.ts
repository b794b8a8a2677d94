import { describe, expect, it } from 'vitest'
import { driveAssets } from '../../assets/test-client.ts'

const good = { name: 'footer', content: `<p>{{\${first_name}}}</p>` }

describe('Content Blocks', () => {
  it('are created, listed, shown and updated', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z')
    const braze = await driveAssets({ machineTime: () => now })
    const made = await braze.expect(201, 'POST /content_blocks/create', { ...good, description: 'd', state: 'draft' })
    expect(made).toEqual({
      content_block_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      liquid_tag: `{{content_blocks.\${footer}}}`,
      created_at: '2026-01-01T00:00:00.000Z',
      message: 'success',
    })
    now += 1000
    const id = made.content_block_id
    const update = { content_block_id: id, name: 'end', content: 'plain', state: 'active' }
    expect(await braze.expect(201, 'POST /content_blocks/update', update)).toEqual({
      ...made,
      liquid_tag: `{{content_blocks.\${end}}}`,
    })
    expect(await braze.expect(200, `GET /content_blocks/info?content_block_id=${id}`)).toEqual({
      content_block_id: id,
      name: 'end',
      content: 'plain',
      description: 'd',
      content_type: 'text',
      tags: [],
      created_at: '2026-01-01T00:00:00.000Z',
      last_edited: '2026-01-01T00:00:01.000Z',
      inclusion_count: 0,
      message: 'success',
    })
    expect(await braze.expect(200, 'GET /content_blocks/list')).toMatchObject({
      count: 1,
      content_blocks: [{ content_block_id: id, name: 'end', liquid_tag: `{{content_blocks.\${end}}}` }],
    })
  })

  it('count the templates and blocks that include them', async () => {
    const braze = await driveAssets()
    const { content_block_id: id } = await braze.expect(201, 'POST /content_blocks/create', good)
    const including = `x {{content_blocks.\${footer} | id: "cb1"}} y`
    await braze.expect(201, 'POST /content_blocks/create', { name: 'page', content: including })
    const template = { template_name: 't', subject: 's', body: including }
    await braze.expect(201, 'POST /templates/email/create', template)
    const path = `GET /content_blocks/info?content_block_id=${id}&include_inclusion_data=true`
    expect(await braze.expect(200, path)).toMatchObject({ inclusion_count: 2, inclusion_data: [] })
  })

  it.each([
    ['Content Block name cannot be blank', { ...good, name: '' }],
    ['Content Block name must be shorter than 100 characters', { ...good, name: 'x'.repeat(100) }],
    ['Content Block name can only contain alphanumeric characters', { ...good, name: 'a b' }],
    ['Content cannot be blank', { name: 'n' }],
    ['Content must be a string', { ...good, content: 1 }],
    ['Content must be smaller than 50kb', { ...good, content: 'é'.repeat(25 * 1024) }],
    ['Content contains malformed liquid', { ...good, content: 'a {{ b' }],
    ['Content Block cannot be referenced within itself', { ...good, content: `{{content_blocks.\${footer}}}` }],
    ['Content Block description cannot be blank', { ...good, description: '' }],
    ['Content Block description must be shorter than 250 characters', { ...good, description: 'x'.repeat(250) }],
    ['Content Block state must be either active or draft', { ...good, state: 'done' }],
    ['Tags must be an array', { ...good, tags: 'x' }],
    ['All tags must be strings', { ...good, tags: [1] }],
  ])('are refused with %j', async (message, body) => {
    const braze = await driveAssets()
    expect(await braze.ask('POST /content_blocks/create', body)).toMatchObject({ status: 400, body: { message } })
  })

  it('keep their name and state once active', async () => {
    const braze = await driveAssets()
    const { content_block_id } = await braze.expect(201, 'POST /content_blocks/create', good)
    const update = async (change: object) =>
      (await braze.ask('POST /content_blocks/update', { content_block_id, ...change })).body.message
    expect(await update({ name: 'other' })).toBe('Content Block name cannot be updated for active Content Blocks')
    expect(await update({ state: 'draft' })).toContain('Active Content Block cannot be updated to draft')
    expect(await update({ name: 'footer', content: 'new' })).toBe('success')
    expect(await braze.ask('POST /content_blocks/create', good)).toMatchObject({
      body: { message: 'Content Block with this name already exists' },
    })
  })

  it.each<unknown>([undefined, null, '', 'unknown', 5, {}, { toString: 1 }])(
    'are not found by the id %j',
    async (id) => {
      const braze = await driveAssets()
      const heard = await braze.ask('POST /content_blocks/update', { content_block_id: id, content: 'x' })
      expect([heard.status, heard.body.message]).toEqual([400, expect.stringContaining('Content Block ID')])
    },
  )

  it('may only bear tags of the workspace once it has tags', async () => {
    const braze = await driveAssets()
    await braze.expect(201, 'POST /content_blocks/create', { ...good, tags: ['any'] })
    await braze.post('/__sandbox/tags', { tags: ['known'] })
    const create = (tags: string[]) => braze.ask('POST /content_blocks/create', { ...good, name: 'other', tags })
    expect((await create(['any'])).body).toEqual({ message: 'Some tags could not be found' })
    expect((await create(['known'])).status).toBe(201)
  })

  it('are listed by time of change, limit and offset', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z')
    const braze = await driveAssets({ machineTime: () => now })
    for (const name of ['a', 'b', 'c']) {
      await braze.expect(201, 'POST /content_blocks/create', { ...good, name })
      now += 86_400_000
    }
    const names = async (query: string) =>
      (await braze.expect(200, `GET /content_blocks/list?${query}`)).content_blocks.map(
        ({ name }: { readonly name: string }) => name,
      )
    expect(await names('modified_after=2026-01-02T00:00:00.000000')).toEqual(['b', 'c'])
    expect(await names('modified_before=2026-01-02T00:00:00Z')).toEqual(['a', 'b'])
    expect(await names('limit=1&offset=1')).toEqual(['b'])
  })

  it.each([
    ['modified_after=yesterday', 'Modified after time is invalid.'],
    ['modified_before=x', 'Modified before time is invalid.'],
    [
      'modified_after=2026-01-02&modified_before=2026-01-01',
      'Modified after time must be earlier than or the same as modified before time.',
    ],
    ['limit=x', 'Content Block number limit is invalid.'],
    ['limit=0', 'Content Block number limit must be greater than 0.'],
    ['limit=1001', 'Content Block number limit exceeds maximum of 1000.'],
    ['offset=x', 'Offset is invalid.'],
    ['offset=-1', 'Offset must be greater than 0.'],
  ])('refuse the list ?%s', async (query, message) => {
    const braze = await driveAssets()
    expect(await braze.ask(`GET /content_blocks/list?${query}`)).toMatchObject({ status: 400, body: { message } })
  })
})
