/**
 * What became of a solution between two versions, for people who decide whether to run the newer one.
 */
import type { Value, Values } from '../value.ts'
import { diffFlow, type FlowChange } from './flow.ts'
import { diffLines, type Hunk } from './text.ts'
import { diffValues, type FieldChange } from './value.ts'

/** A solution as it is compared. Members that one of two lacks are empty. */
export interface ComparedSolution {
  /** What `solution.ts` says but for the rest below: customer, start, languages. */
  readonly head: Values
  /** Texts of the flow files. */
  readonly flows: { readonly [name: string]: string }
  /** Signatures. */
  readonly actions: Values
  readonly params: Values
  /** Names. */
  readonly secrets: readonly string[]
  readonly egress: readonly string[]
  /** By language. */
  readonly texts: Values
  /** Source code, by path. */
  readonly files: { readonly [path: string]: string }
}

export interface ListChange {
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

export interface FileChange {
  readonly file: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** Of a changed one, where not too much of it changed. */
  readonly hunks: readonly Hunk[]
}

/** Paths begin with the name of the action, the environment, the language. */
export interface SolutionDiff {
  readonly same: boolean
  readonly head: readonly FieldChange[]
  readonly flows: readonly FlowChange[]
  readonly actions: readonly FieldChange[]
  readonly params: readonly FieldChange[]
  readonly secrets: ListChange
  readonly egress: ListChange
  readonly texts: readonly FieldChange[]
  readonly files: readonly FileChange[]
}

export function diffSolutions(from: ComparedSolution, to: ComparedSolution): SolutionDiff {
  const parts = {
    head: diffValues(from.head, to.head),
    flows: everyName(from.flows, to.flows).flatMap(
      (name) => diffFlow(name, own(from.flows, name), own(to.flows, name)) ?? [],
    ),
    actions: diffValues(from.actions, to.actions),
    params: diffValues(from.params, to.params),
    secrets: diffSets(from.secrets, to.secrets),
    egress: diffSets(from.egress, to.egress),
    texts: diffValues(from.texts, to.texts),
    files: everyName(from.files, to.files).flatMap((file) =>
      diffFile(file, own(from.files, file), own(to.files, file)),
    ),
  }
  const same = Object.values(parts).every((part) =>
    'added' in part ? part.added.length + part.removed.length === 0 : part.length === 0,
  )
  return { same, ...parts }
}

type Named<T extends Value> = { readonly [name: string]: T }

const own = (of: Named<string>, name: string): string | null => (Object.hasOwn(of, name) ? (of[name] ?? null) : null)

function everyName(from: Named<string>, to: Named<string>): readonly string[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].sort()
}

function diffSets(from: readonly string[], to: readonly string[]): ListChange {
  return { added: to.filter((each) => !from.includes(each)), removed: from.filter((each) => !to.includes(each)) }
}

function diffFile(file: string, from: string | null, to: string | null): readonly FileChange[] {
  if (from === to) return []
  if (from === null) return [{ file, kind: 'added', hunks: [] }]
  if (to === null) return [{ file, kind: 'removed', hunks: [] }]
  return [{ file, kind: 'changed', hunks: diffLines(from, to) }]
}
