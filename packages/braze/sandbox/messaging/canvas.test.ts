// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${}` is how Braze writes its names
import { describe, expect, it } from 'vitest'
import type { RecipientRecord } from './send-record.ts'
import { card, enter, got, last, staged, titles } from './test-canvas.ts'
import { type Stage, stage } from './test-stage.ts'

describe('variants', () => {
  const people = Array.from({ length: 400 }, (_, index) => ({ external_id: `u${index}` }))
  const half = (name: string, percentage: number) => ({ name, percentage, first_step: name })
  const tested = { variants: [half('A', 30), half('B', 50)], control_percentage: 20, steps: [last('A'), last('B')] }

  async function many(canvas: object): Promise<Stage> {
    const on = await stage()
    for (let at = 0; at < people.length; at += 75) await on.track({ attributes: people.slice(at, at + 75) })
    await on.canvas(canvas)
    await on.post('/canvas/trigger/send', { canvas_id: 'journey', broadcast: true })
    return on
  }

  const groups = (recipients: readonly RecipientRecord[]) =>
    new Map(recipients.map(({ external_id, entry }) => [external_id, entry?.variant?.name ?? 'control']))

  it('share people by their percentages, with a control group that gets nothing', async () => {
    const on = await many(tested)
    const recipients = await on.recipients()
    const shares = Object.groupBy([...groups(recipients).values()], (name) => name)
    expect(Math.abs((shares.A?.length ?? 0) - 120)).toBeLessThan(40)
    expect(Math.abs((shares.B?.length ?? 0) - 200)).toBeLessThan(40)
    expect(Math.abs((shares.control?.length ?? 0) - 80)).toBeLessThan(40)
    for (const one of recipients) {
      expect(titles(one)).toEqual(one.entry?.variant === null ? [] : [one.entry?.variant?.name])
      expect(one.entry?.status).toBe('finished')
    }
    const control = recipients.find(({ entry }) => entry?.variant === null)?.external_id ?? ''
    expect((await on.profile(control)).canvases_received).toMatchObject([
      { in_control: true, last_received_message: null },
    ])
    const summary =
      '/canvas/data_summary?canvas_id=journey&ending_at=2030-01-31T23:00:00Z&length=1&include_variant_breakdown=true'
    const { total_stats, variant_stats } = (await on.get(summary)).body.data
    expect(total_stats.entries).toBe(400)
    expect(Object.values(variant_stats)).toMatchObject([
      { name: 'A', entries: shares.A?.length },
      { name: 'B', entries: shares.B?.length },
    ])
  })

  it('stay with a person who enters again, also when the percentages have changed', async () => {
    const on = await many(tested)
    const before = groups(await on.recipients())
    await on.canvas({ ...tested, variants: [half('A', 79), half('B', 1)] })
    await on.post('/canvas/trigger/send', { canvas_id: 'journey', broadcast: true })
    expect(groups(await on.recipients())).toEqual(before)
  })

  it('are what texts and exports name', async () => {
    const on = await staged({
      variants: [{ id: 'v-1', name: 'Only', percentage: 100 }],
      steps: [
        card('a', {
          messages: [{ channel: 'content_cards', title: '{{canvas.${variant_name}}} {{canvas.${variant_api_id}}}' }],
        }),
      ],
    })
    await enter(on)
    expect(await got(on)).toEqual({ ann: ['Only v-1'] })
    expect((await on.profile('ann')).canvases_received).toMatchObject([{ variation_name: 'Only', in_control: false }])
  })
})

describe('delays', () => {
  it('hold for a time, until a date, and until clocks show a time', async () => {
    const on = await staged(
      {
        steps: [
          { type: 'delay', delay_seconds: 600 },
          card('for'),
          { type: 'delay', until: '2030-02-01T00:00:00Z' },
          card('until'),
          { type: 'delay', until_time: '09:00', in_local_time: true },
          card('clock'),
        ],
      },
      [{ external_id: 'ann', time_zone: 'Europe/Berlin' }],
    )
    await enter(on)
    const after = async (seconds: number) => {
      await on.advance(seconds)
      return got(on)
    }
    expect(await after(599)).toEqual({ ann: [] })
    expect(await after(1)).toEqual({ ann: ['for'] })
    expect(await after(11 * 3600)).toEqual({ ann: ['for'] })
    expect(await after(3600)).toEqual({ ann: ['for', 'until'] })
    expect((await on.recipients())[0]?.entry?.waiting).toEqual({ step: 'Step 5', until: '2030-02-01T08:00:00.000Z' })
    expect(await after(8 * 3600)).toEqual({ ann: ['for', 'until', 'clock'] })
  })

  it('[J4] that would have passed one after the other are all over when the clock is set beyond them', async () => {
    const steps = Array.from({ length: 5 }, (_, index) => card(`${index}`, { delay_seconds: 3600 }))
    const on = await staged({ steps })
    await enter(on)
    await on.advance(3 * 3600)
    expect(await got(on)).toEqual({ ann: ['0', '1', '2'] })
  })

  it('until a date that is past end the journey, and at the end of a Canvas they hold nobody', async () => {
    const on = await staged({ steps: [{ type: 'delay', until: '2030-01-01T00:00:00Z' }, card('late')] })
    await enter(on)
    expect((await on.recipients())[0]?.entry).toMatchObject({
      status: 'exited',
      reason: 'the date of the delay was past',
    })
    await on.canvas({ steps: [card('a'), { type: 'delay', delay_seconds: 3600 }] })
    await enter(on)
    expect((await on.recipients())[0]?.entry).toMatchObject({ status: 'finished' })
  })
})
