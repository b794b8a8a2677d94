import type { Thrown } from '../frame.ts'
import { create, freeze, globalEval, isArray, keys, parse, stringify } from './intrinsics.ts'
import { readThrown } from './thrown.ts'

/** The parts of a zod schema that the worker uses. */
export interface Schema {
  safeParseAsync(
    value: unknown,
  ): Promise<{ success: true; data: unknown } | { success: false; error: { issues: readonly Issue[] } }>
  partial?: () => Schema
}

export interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** An action as the bundle exports it; nothing about it is sure. */
export interface LoadedAction {
  readonly input?: Schema
  readonly outputs?: Schema
  readonly outcomes?: unknown
  readonly timeout?: unknown
  readonly execute?: (run: object) => unknown
}

interface Bundle {
  readonly solution: { readonly default?: unknown }
  readonly actions: Readonly<Record<string, { readonly default?: unknown }>>
  readonly toJsonSchema: (schema: unknown, options: object) => unknown
}

export const loaded: { bundle: Bundle | null; params: object; secrets: object } = {
  bundle: null,
  params: create(null) as object,
  secrets: create(null) as object,
}

function freezeDeep(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  freeze(value)
  for (const name of keys(value)) freezeDeep((value as Record<string, unknown>)[name])
}

/** Evaluates a bundle; answers what it threw, or `null`. */
export async function loadBundle(text: string, params: object, secrets: object): Promise<Thrown | null> {
  freezeDeep(params)
  freezeDeep(secrets)
  loaded.params = params
  loaded.secrets = secrets
  try {
    // The bundle's first line becomes the second: see the host's `source-map.ts`.
    const code = `(async (deliver) => {"use strict";\n${text}\n})\n//# sourceURL=parley-bundle.js`
    const evaluate = globalEval(code) as (deliver: (bundle: Bundle) => void) => Promise<void>
    await evaluate((bundle) => {
      loaded.bundle = bundle
    })
    return null
  } catch (thrown) {
    return readThrown(thrown)
  }
}

export function findAction(name: string): LoadedAction | null {
  const { bundle } = loaded
  if (!bundle || !Object.hasOwn(bundle.actions, name)) return null
  const action = bundle.actions[name]?.default
  return typeof action === 'object' && action !== null ? (action as LoadedAction) : null
}

export function declaredTimeouts(): Record<string, string> {
  const timeouts: Record<string, string> = {}
  for (const name of keys(loaded.bundle?.actions ?? {})) {
    const timeout = findAction(name)?.timeout
    if (typeof timeout === 'string') timeouts[name] = timeout
  }
  return timeouts
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && typeof (value as Schema).safeParseAsync === 'function'
}

function schemaOf(bundle: Bundle, schema: unknown, io: 'input' | 'output'): { json: unknown; failure: string | null } {
  try {
    return { json: bundle.toJsonSchema(schema, { io, unrepresentable: 'any' }), failure: null }
  } catch (thrown) {
    return { json: null, failure: readThrown(thrown).message }
  }
}

function describeAction(bundle: Bundle, name: string): object {
  const exported = bundle.actions[name]?.default
  const action = (typeof exported === 'object' && exported !== null ? exported : {}) as LoadedAction
  const hasInput = isSchema(action.input)
  const hasOutputs = isSchema(action.outputs)
  return {
    name,
    exported: exported !== undefined,
    executable: typeof action.execute === 'function',
    hasInput,
    outputsAre: action.outputs === undefined ? 'absent' : hasOutputs && action.outputs?.partial ? 'object' : 'wrong',
    outcomes: isArray(action.outcomes)
      ? action.outcomes.map((one: unknown) => String(one))
      : action.outcomes === undefined
        ? []
        : null,
    timeout: action.timeout === undefined ? null : String(action.timeout),
    input: hasInput ? schemaOf(bundle, action.input, 'input') : null,
    outputs: hasOutputs ? schemaOf(bundle, action.outputs, 'output') : null,
  }
}

/** What is no JSON is told by its type, which no description of a solution has. */
function describeSolution(exported: unknown): unknown {
  try {
    return exported === undefined ? null : parse(stringify(exported))
  } catch {
    return typeof exported
  }
}

/** Plain JSON about everything the bundle exports, for the build to judge. */
export function describeBundle(): unknown {
  const { bundle } = loaded
  if (!bundle) return null
  return {
    solution: describeSolution(bundle.solution.default),
    actions: keys(bundle.actions).map((name) => describeAction(bundle, name)),
  }
}
