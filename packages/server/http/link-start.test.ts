import { type Links, RuntimeError, type StartInput } from '@parley/runtime'
import { describe, expect, test } from 'vitest'
import { startWithLink } from './link-start.ts'

const token = 'a'.repeat(22)

const asked: StartInput = {
  solution: 'shop',
  environment: 'sandbox',
  contact: { external_id: 'eve', email: 'eve@example.com', language: 'de' },
  variables: { offer: 'All', page: 'home' },
  page: { url: 'https://shop.example/' },
  visitor: 'vis_1',
  channel: 'web',
}

/** A link of Ann's, or of whom the test says; what was started with it, and whether its use was taken back. */
function open(options: { readonly externalId?: string | undefined; readonly fails?: Error } = { externalId: 'ann' }) {
  const { externalId, fails } = options
  const begun: StartInput[] = []
  const undone: string[] = []
  const contact = externalId === undefined ? { phone: '+4912345' } : { external_id: externalId }
  const links: Pick<Links, 'find' | 'use'> = {
    find: async () => ({ solution: 'shop', environment: 'sandbox', externalId }),
    use: async () => ({
      start: {
        id: 'conv_1',
        solution: 'shop',
        environment: 'sandbox',
        contact,
        ...(externalId !== undefined && { proof: 'link' as const }),
        variables: { offer: 'Tea' },
        lenient: true,
      },
      undo: async () => void undone.push('conv_1'),
    }),
  }
  const start = async (input: StartInput) => {
    begun.push(input)
    if (fails !== undefined) throw fails
    return { conversation: 'conv_1', status: 'waiting', messages: [], seq: 0 } as const
  }
  const parts = { links: links as Links, conversations: { start } }
  return {
    begun,
    undone,
    start: (more: Partial<StartInput> = {}) => startWithLink(parts, { ...asked, ...more }, token),
  }
}

describe('a start with a link', () => {
  test('is its person’s, whatever the caller says of itself, and keeps what the page knows', async () => {
    const { begun, start } = open()
    await start({ environment: 'prod' })
    expect(begun).toEqual([
      {
        id: 'conv_1',
        solution: 'shop',
        environment: 'sandbox',
        contact: { external_id: 'ann', language: 'de' },
        proof: 'link',
        variables: { offer: 'Tea', page: 'home' },
        page: { url: 'https://shop.example/' },
        visitor: 'vis_1',
        channel: 'web',
        lenient: true,
      },
    ])
  })

  test('of somebody without an external id proves none, and takes none from the caller', async () => {
    const { begun, start } = open({})
    await start()
    expect(begun[0]).toMatchObject({ contact: { phone: '+4912345', language: 'de' } })
    expect(begun[0]?.contact).not.toHaveProperty('external_id')
    expect(begun[0]).not.toHaveProperty('proof')
  })

  test('by somebody who is logged in goes on as them, if the link is theirs and of the same solution', async () => {
    const logged = { proof: 'identity', contact: { external_id: 'ann', email: 'ann@example.com' } } as const
    const { begun, start } = open()
    await start(logged)
    expect(begun[0]).toMatchObject({ proof: 'identity', contact: { external_id: 'ann', email: 'ann@example.com' } })
    const refused = { code: 'link-of-another', status: 403 }
    await expect(open().start({ ...logged, contact: { external_id: 'eve' } })).rejects.toMatchObject(refused)
    await expect(open({}).start({ ...logged, solution: 'other' })).rejects.toMatchObject(refused)
    await expect(open().start({ ...logged, environment: 'prod' })).rejects.toMatchObject(refused)
  })

  test('that did not begin leaves the link unused, unless nobody knows', async () => {
    for (const [code, undone] of [
      ['overloaded', ['conv_1']],
      ['turn-failed', ['conv_1']],
      ['database-unavailable', []],
    ] as const) {
      const opened = open({ externalId: 'ann', fails: new RuntimeError(code, 'No.') })
      await expect(opened.start()).rejects.toMatchObject({ code })
      expect(opened.undone).toEqual(undone)
    }
  })

  test('whose link is no token is refused before anything is looked up', async () => {
    const parts = { links: undefined, conversations: { start: async () => expect.fail('started') } }
    await expect(startWithLink(parts, asked, token)).rejects.toMatchObject({ code: 'link-unknown' })
    await expect(startWithLink(parts, asked, '../../etc')).rejects.toMatchObject({ code: 'link-unknown' })
  })
})
