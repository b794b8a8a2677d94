import { defineAction, z } from '@parley/actions'

/** Writes what the chat collected to the Braze profile, with one event, in one request. */
export default defineAction({
  input: z.object({
    first_name: z.string(),
    last_name: z.string(),
    email: z.email(),
    dob: z.iso.date(),
    home_city: z.string(),
    operating_system: z.string(),
    /** An earlier try got the event through: events are not idempotent, so it must not be sent again. */
    event_delivered: z.boolean().default(false),
  }),
  outputs: z.object({ event_delivered: z.boolean() }),

  async execute({ payload, context, log, braze }) {
    const { event_delivered, ...attributes } = payload
    // An e-mail address makes a poor external id; without the brand's own id it is sent as the identifier it is.
    const user = context.contact.external_id ? { external_id: context.contact.external_id } : { email: payload.email }

    const { errors = [] } = await braze.users.track({
      attributes: [{ ...attributes, ...user }],
      ...(event_delivered ? {} : { events: [{ ...user, name: 'Completed Signup Chat', time: context.at }] }),
    })
    if (errors.length === 0) return { outcome: 'success', outputs: { event_delivered: true } }

    const refused = errors.map((error) => `${error.input_array}: ${error.type}`).join('; ')
    log.warn(`Braze refused part of the data. ${refused}`)
    return {
      outcome: 'error',
      message: 'Some of the data was refused.',
      outputs: { event_delivered: event_delivered || !errors.some((error) => error.input_array === 'events') },
    }
  },
})
