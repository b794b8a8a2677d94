import { Context, Drop, defaultOperators, type Operators, type Template } from 'liquidjs'
import { LiquidProblem } from './problem.ts'

/**
 * What the Liquid of one message may use up: all its texts and the content blocks in them together. Counted and not timed, so that a
 * message fares the same on every machine.
 */
export interface Budget {
  /** One piece of a text rendered, or one round of a loop. */
  step(): void
  /** Characters and items that are allocated or put out. */
  hold(amount: number): void
  /** Effort: about a character looked at for each. */
  toil(amount: number): void
  /** One request of Connected Content. */
  fetch(): void
}

/** The most of each. The effort takes about a second. */
const BOUNDS = { steps: 20_000, memory: 3_000_000, effort: 50_000_000, fetches: 100 }
/** Effort for an item of a list, a part of an expression, and a filter. */
export const EFFORT = { item: 100, part: 100, filter: 100 }

export function createBudget(): Budget {
  const left = { ...BOUNDS }
  function take(what: keyof typeof BOUNDS, amount: number, problem: string): void {
    if (!(amount > 0)) return
    if (amount > left[what]) throw new LiquidProblem(problem)
    left[what] -= amount
  }
  return {
    step: () => take('steps', 1, 'the text takes too many steps'),
    hold: (amount) => take('memory', amount, 'the text takes too much memory'),
    toil: (amount) => take('effort', amount, 'the text takes too much effort'),
    fetch: () => take('fetches', 1, `the message calls Connected Content more than ${BOUNDS.fetches} times`),
  }
}

const REGISTER = 'braze_budget'

/** Lets whatever is rendered in the context draw on the budget. */
export function putBudget(context: Context, budget: Budget): void {
  context.setRegister(REGISTER, budget)
  context.memoryLimit.use = budget.hold
  // liquidjs looks at the clock here, once per piece and per round of a loop.
  context.renderLimit.check = budget.step
}

function budgetOf(context: Context): Budget {
  return context.getRegister<Budget>(REGISTER)
}

/** Effort that looking at all of the value takes. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  let size = 0
  const open: unknown[] = [value]
  while (open.length > 0 && size < BOUNDS.effort) {
    const one = open.pop()
    if (typeof one === 'string') size += one.length
    else if (typeof one === 'object' && one !== null && !(one instanceof Drop)) {
      const items: readonly unknown[] = Array.isArray(one) ? one : Object.values(one)
      size += items.length * EFFORT.item
      for (const item of items) if (typeof item === 'object' || typeof item === 'string') open.push(item)
    }
  }
  return size
}

/** Charges for looking at all of these values. */
export function chargeFor(context: Context, values: readonly unknown[], more = 0): void {
  budgetOf(context).toil(values.reduce((sum: number, value) => sum + sizeOf(value), more))
}

/** The operators of conditions, each charging for what it compares. */
export const operators: Operators = Object.fromEntries(
  Object.entries(defaultOperators).map(([name, operate]) => [
    name,
    (left: unknown, right: unknown, third?: Context) => {
      // Unary ones get the context in the place of a right side.
      const context = third ?? right
      if (context instanceof Context) chargeFor(context, third === undefined ? [left] : [left, right])
      return (operate as BinaryOperator)(left, right, third)
    },
  ]),
)
type BinaryOperator = (left: unknown, right: unknown, third?: Context) => OperatorResult
type OperatorResult = boolean | Promise<boolean> | Generator<unknown, boolean, unknown>

const weights = new WeakMap<Template, number>()

/** Charges for the expressions of templates that are about to be rendered. */
export function chargeForTemplates(context: Context, templates: readonly Template[]): void {
  let parts = 0
  for (const template of templates) {
    const known = weights.get(template) ?? weigh(template)
    weights.set(template, known)
    parts += known
  }
  budgetOf(context).toil(parts * EFFORT.part)
}

/** Members that lead out of a template: to what it was read from, and to what stands inside its block. */
const elsewhere: ReadonlySet<string> = new Set(['token', 'tokenizer', 'liquid', 'templates', 'elseTemplates'])

/** Parts that a template's own expressions have. What stands inside its block is rendered, and charged, by itself. */
function weigh(template: Template): number {
  const seen = new Set<unknown>()
  const open: unknown[] = [template]
  while (open.length > 0) {
    const one = open.pop()
    if (typeof one !== 'object' || one === null || seen.has(one)) continue
    seen.add(one)
    for (const [name, member] of Object.entries(one)) if (!elsewhere.has(name)) open.push(member)
  }
  return seen.size
}
