import { expect, it } from 'vitest'
import { driveAssets } from '../../assets/test-client.ts'

it('cards of the retired News Feed are listed, shown and counted', async () => {
  const braze = await driveAssets({ machineTime: () => Date.parse('2026-01-03T12:00:00Z') })
  const { id } = (await braze.post('/__sandbox/feed_cards', { title: 'One', tags: ['t'] })).body
  await braze.post('/__sandbox/feed_cards', { title: 'Two', archived: true })
  const titles = async (query: string) =>
    (await braze.expect(200, `GET /feed/list${query}`)).cards.map(({ title }: { title: string }) => title)
  expect(await titles('')).toEqual(['One'])
  expect(await titles('?include_archived=true&sort_direction=desc')).toEqual(['Two', 'One'])
  expect(await titles('?page=1')).toEqual([])
  expect(await braze.expect(200, `GET /feed/details?card_id=${id}`)).toMatchObject({
    title: 'One',
    tags: ['t'],
    created_at: '2026-01-03T12:00:00.000Z',
  })
  const { data } = await braze.expect(200, `GET /feed/data_series?card_id=${id}&length=2`)
  expect(data.map(({ time, clicks }: { time: string; clicks: number }) => [time, clicks])).toEqual([
    ['2026-01-02', 0],
    ['2026-01-03', 0],
  ])
  await braze.expect(400, 'GET /feed/details?card_id=none')
  await braze.expect(400, `GET /feed/data_series?card_id=${id}`)
  await braze.expect(400, 'GET /feed/list?sort_direction=up')
})
