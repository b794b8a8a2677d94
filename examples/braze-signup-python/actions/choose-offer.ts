import { defineAction, z } from '@parley/actions'

const offers: Readonly<Record<string, string>> = {
  iOS: 'a month of our app on the house',
  Android: 'a month of our app on the house',
}

/** What a new customer is offered, by the device they use most. */
export default defineAction({
  input: z.object({ operating_system: z.string() }),
  outputs: z.object({ offer: z.string() }),

  async execute({ payload }) {
    return { outcome: 'success', outputs: { offer: offers[payload.operating_system] ?? 'free delivery for a month' } }
  },
})
