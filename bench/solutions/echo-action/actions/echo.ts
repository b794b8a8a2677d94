import { defineAction, z } from '@parley/actions'

export default defineAction({
  input: z.object({ text: z.string() }),
  outputs: z.object({ text: z.string() }),
  async execute({ payload }) {
    return { outcome: 'success', outputs: { text: payload.text } }
  },
})
