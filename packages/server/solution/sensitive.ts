import type { Value, Values } from '@parley/flow'
import type { SolutionBuild } from './build.ts'

/** By node id: the inputs of that action node that are made of sensitive variables. */
export type SensitiveInputs = ReadonlyMap<string, readonly string[]>

interface WrittenFlow {
  readonly variables?: { readonly [name: string]: { readonly sensitive?: boolean } }
  readonly nodes?: { readonly [id: string]: { readonly input?: { readonly [name: string]: unknown } } }
}

/** Which action inputs of a compiled build hold answers that must not be logged. */
export function sensitiveInputs(build: SolutionBuild): SensitiveInputs {
  const found = new Map<string, readonly string[]>()
  for (const { text } of Object.values(build.flows)) {
    const flow = JSON.parse(text) as WrittenFlow
    const sensitive = Object.entries(flow.variables ?? {}).flatMap(([name, declared]) =>
      declared.sensitive === true ? [name] : [],
    )
    if (sensitive.length === 0) continue
    const mentions = new RegExp(`\\b(?:${sensitive.join('|')})\\b`)
    for (const [id, node] of Object.entries(flow.nodes ?? {})) {
      const inputs = Object.entries(node.input ?? {}).flatMap(([name, logic]) =>
        mentions.test(String(logic)) ? [name] : [],
      )
      if (inputs.length > 0) found.set(id, [...(found.get(id) ?? []), ...inputs])
    }
  }
  return found
}

const withheld = '[withheld: the call holds a sensitive answer]'
/** Taking a shorter value out of a text would leave it guessable, or the text unreadable. */
const shortest = 3

/** Takes a call's sensitive answers out of what is about to be logged. */
export function withoutAnswers(inputs: readonly string[], input: Values): (text: string) => string {
  const answers = inputs.flatMap((name) => leaves(input[name] ?? null)).filter((answer) => answer !== '')
  if (answers.length === 0) return (text) => text
  if (answers.some((answer) => answer.length < shortest)) return () => withheld
  const longestFirst = answers.toSorted((a, b) => b.length - a.length)
  return (text) => longestFirst.reduce((clean, answer) => clean.replaceAll(answer, '[sensitive]'), text)
}

function leaves(value: Value): readonly string[] {
  if (value === null || typeof value === 'boolean') return []
  if (typeof value === 'object') return Object.values(value).flatMap((each: Value) => leaves(each))
  return [String(value)]
}
