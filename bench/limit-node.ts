import { createBraze } from '@parley/braze'
import { createRuntime } from '@parley/runtime'

/** One of several nodes that want to send more than a limit allows, for so many seconds. */
export interface LimitNodeOptions {
  readonly databaseUrl: string
  readonly brazeUrl: string
  readonly requests: number
  readonly windowMs: number
  readonly seconds: number
}

const { databaseUrl, brazeUrl, requests, windowMs, seconds }: LimitNodeOptions = JSON.parse(process.argv[2] ?? '{}')

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const unused = (): never => {
  throw new Error('this node has no flows')
}
const runtime = await createRuntime({
  databaseUrl,
  ports: { log: silent, readProgram: unused, runAction: async () => unused() },
})
const braze = createBraze({
  url: brazeUrl,
  apiKey: 'bench',
  patienceMs: 60_000,
  budget: {
    take: (bucket, signal) => runtime.budgets.take(bucket.name, { requests, windowMs }, signal),
    pause: (bucket, ms) => void runtime.budgets.pause(bucket.name, ms),
  },
})
const attributes = Array.from({ length: 75 }, (_, index) => ({
  external_id: `user-${process.pid}-${index}`,
  plan: 'x',
}))
let over = false
process.send?.({ ready: true })
process.once('message', () => void run())

async function run(): Promise<void> {
  setTimeout(() => {
    over = true
  }, seconds * 1000)
  const worker = async (own: number): Promise<void> => {
    // Profiles of their own, so that no worker waits for another.
    const mine = attributes.map((object) => ({ ...object, external_id: `${object.external_id}-${own}` }))
    while (!over) await braze.users.track({ attributes: mine })
  }
  void Promise.all(Array.from({ length: 40 }, (_, own) => worker(own)))
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  process.exit()
}
