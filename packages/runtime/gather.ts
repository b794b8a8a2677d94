/**
 * Joins calls that come at the same time into rounds: one round runs, what comes meanwhile makes up the next. By readiness,
 * so a call alone waits for nobody. Calls of the same key never share a round; they keep their order. A round that fails fails
 * all its calls.
 */
export type Gatherer<Item, Answer> = (item: Item) => Promise<Answer>

interface Waiting<Item, Answer> {
  readonly item: Item
  readonly settle: (answer: Answer) => void
  readonly fail: (error: unknown) => void
}

/**
 * @param run Answers every item, in their order.
 * @param options.most Items in one round. Default 1,000.
 */
export function createGatherer<Item, Answer>(
  run: (items: readonly Item[]) => Promise<readonly Answer[]>,
  options: { readonly keyOf?: (item: Item) => string; readonly most?: number } = {},
): Gatherer<Item, Answer> {
  const { keyOf, most = 1000 } = options
  let waiting: Waiting<Item, Answer>[] = []
  let running = false

  function takeRound(): readonly Waiting<Item, Answer>[] {
    if (keyOf === undefined) return waiting.splice(0, most)
    const keys = new Set<string>()
    const left: Waiting<Item, Answer>[] = []
    const round: Waiting<Item, Answer>[] = []
    for (const entry of waiting) {
      const key = keyOf(entry.item)
      const fits = round.length < most && !keys.has(key)
      keys.add(key)
      ;(fits ? round : left).push(entry)
    }
    waiting = left
    return round
  }

  async function runRounds(): Promise<void> {
    // What is asked for in the same tick belongs together.
    await Promise.resolve()
    while (waiting.length > 0) {
      const round = takeRound()
      try {
        const answers = await run(round.map((entry) => entry.item))
        for (const [index, entry] of round.entries()) entry.settle(answers[index] as Answer)
      } catch (error) {
        for (const entry of round) entry.fail(error)
      }
    }
    running = false
  }

  return (item) =>
    new Promise((settle, fail) => {
      waiting.push({ item, settle, fail })
      if (running) return
      running = true
      void runRounds()
    })
}
