import { type ComparedSolution, diffSolutions, type SolutionDiff, type Value } from '@parley/flow'
import { parse } from 'yaml'
import type { SolutionBuild } from './build.ts'

/** What became of a solution from one build to another. */
export function diffBuilds(from: SolutionBuild, to: SolutionBuild): SolutionDiff {
  return diffSolutions(comparedOf(from), comparedOf(to))
}

function comparedOf(build: SolutionBuild): ComparedSolution {
  // What is made of the rest, and what has a part of its own below; everything else is the solution's head.
  const { format, bundle, sourceMap, flows, actions, params, secrets, egress, texts, sources, python, nlu, ...head } =
    build
  return {
    head: plain({ ...head, nlu: nlu === undefined ? undefined : { ...nlu, model: undefined, files: undefined } }),
    flows: mapValues(flows, ({ text }) => text),
    actions: plain(actions),
    params: plain(params),
    secrets,
    egress,
    texts: mapValues(texts, ({ text }) => readYaml(text)),
    files: { ...sources, ...python?.files },
  }
}

function mapValues<A, B>(record: { readonly [name: string]: A }, to: (value: A) => B): { readonly [name: string]: B } {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)]))
}

/** As JSON has it: without members that are undefined. */
function plain(value: unknown): { readonly [name: string]: Value } {
  return JSON.parse(JSON.stringify(value)) as { readonly [name: string]: Value }
}

/** A file that is no YAML, or unfolds into too much, is compared as one text. */
function readYaml(text: string): Value {
  try {
    return plain({ texts: parse(text, { maxAliasCount: 100 }) }).texts ?? null
  } catch {
    return text
  }
}
