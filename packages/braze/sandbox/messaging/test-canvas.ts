import type { RecipientRecord } from './send-record.ts'
import { type Stage, stage } from './test-stage.ts'

export const card = (id: string, more: object = {}) => ({
  id,
  messages: [{ channel: 'content_cards', title: id }],
  ...more,
})
export const last = (id: string) => card(id, { next: null })

export async function staged(canvas: object, people: readonly object[] = [{ external_id: 'ann' }]): Promise<Stage> {
  const on = await stage()
  await on.track({ attributes: people })
  await on.canvas(canvas)
  return on
}

export const enter = (on: Stage, ...names: string[]) =>
  on.post('/canvas/trigger/send', {
    canvas_id: 'journey',
    recipients: (names.length === 0 ? ['ann'] : names).map((external_user_id) => ({ external_user_id })),
  })

export const titles = ({ messages }: RecipientRecord) =>
  messages.filter(({ status }) => status === 'sent').map(({ rendered }) => rendered?.title)

/** What the people of the last send got, by name. */
export async function got(on: Stage): Promise<object> {
  return Object.fromEntries((await on.recipients()).map((one) => [one.external_id, titles(one)]))
}

export const attribute = (name: string, value: unknown) => ({
  custom_attribute: { custom_attribute_name: name, comparison: 'equals', value },
})
