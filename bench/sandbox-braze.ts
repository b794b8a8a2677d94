import { createSandbox } from '@parley/braze/sandbox'

/** The Braze sandbox in a process of its own, without limits. */
const sandbox = await createSandbox({ rateLimits: 'off' })
process.send?.({ url: sandbox.url })
