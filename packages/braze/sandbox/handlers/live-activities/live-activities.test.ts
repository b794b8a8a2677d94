import { expect, it } from 'vitest'
import { stage } from '../../messaging/test-stage.ts'

const start = {
  app_id: 'app',
  activity_id: 'match',
  activity_attributes_type: 'Match',
  activity_attributes: { home: 'a' },
  content_state: { score: 0 },
  notification: { alert: { title: 't', body: 'b' } },
  external_user_ids: ['ann'],
}

it('is started, updated and ended', async () => {
  const on = await stage()
  expect(await on.post('/messages/live_activity/start', start)).toMatchObject({
    status: 201,
    body: { message: 'success' },
  })
  const update = { app_id: 'app', activity_id: 'match', content_state: { score: 1 }, end_activity: true }
  expect(await on.post('/messages/live_activity/update', update)).toMatchObject({
    status: 201,
    body: { message: 'success' },
  })
  expect((await on.get('/__sandbox/live-activities')).body.live_activities).toMatchObject([
    { ended: true, content: { activity_id: 'match', content_state: { score: 1 } } },
  ])
})

it.each([
  ['activity_id', "'activity_id' is required"],
  ['content_state', "'content_state' is required"],
  ['notification', "'notification' is required"],
  ['external_user_ids', 'No Recipients'],
])('is not started without %s', async (member, message) => {
  const on = await stage()
  const body = { ...start, [member]: undefined }
  expect(await on.post('/messages/live_activity/start', body)).toMatchObject({ status: 400, body: { message } })
})
