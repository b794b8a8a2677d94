import { describe, expect, it } from 'vitest'
import { asking, requested } from '../fixtures/braze.ts'

const canvas = { kind: 'braze-canvas', canvas_id: 'c1' }
const campaign = { kind: 'braze-campaign', campaign_id: '{{ name }}' }
const prioritization = ['identified', 'most_recently_updated']

describe('a trigger', () => {
  it('[FB12] triggers a Canvas for the user, with what goes along', () => {
    const node = {
      ...canvas,
      context: { offer: 'name', none: 'id' },
      attributes: { plan: 'name' },
      send_to_existing_only: false,
    }
    expect(asking(node, { variables: { name: 'gold' } }).runs[0]).toMatchObject({ action: 'braze.canvas.trigger.send' })
    expect(requested(node, { variables: { name: 'gold' } })).toEqual({
      canvas_id: 'c1',
      context: { offer: 'gold' },
      recipients: [{ external_user_id: 'ada', attributes: { plan: 'gold' }, send_to_existing_only: false }],
    })
  })

  it('[FB12] triggers a campaign for each recipient who is known', () => {
    const node = {
      ...campaign,
      trigger_properties: { all: "'yes'" },
      recipients: [
        { user: { email: 'mail' }, trigger_properties: { own: "'mine'" } },
        { user: { alias: { name: 'name', label: 'chat' } } },
        { user: { braze_id: 'name' } },
        { user: { external_id: 'id' } },
        {},
      ],
    }
    expect(asking(node).runs[0]).toMatchObject({ action: 'braze.campaigns.trigger.send' })
    expect(requested(node, { variables: { name: 'n', mail: 'a@b.com' } })).toEqual({
      campaign_id: 'n',
      trigger_properties: { all: 'yes' },
      recipients: [
        { email: 'a@b.com', prioritization, trigger_properties: { own: 'mine' } },
        { user_alias: { alias_name: 'n', alias_label: 'chat' } },
        { braze_id: 'n' },
        { external_user_id: 'ada' },
      ],
    })
  })

  it('[FB12] is refused when no recipient is known', () => {
    const options = { contact: { id: 'cont_test', phone: '+447400123456' } }
    expect(requested(canvas, options)).toEqual({
      canvas_id: 'c1',
      recipients: [],
      options: { refused: 'It is not known whom this is about.' },
    })
  })

  it('[FB3] is refused when its id renders as nothing', () => {
    expect(requested(campaign)).toMatchObject({ options: { refused: 'The id of the campaign is blank.' } })
  })
})
