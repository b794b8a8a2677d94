import type { Problem } from '@parley/flow'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useEditor } from '../editor/state.ts'
import { useSaid } from '../problems/said.ts'
import type { Json, JsonObject } from '../source/json.ts'
import { useUndoKeys } from '../source/undo-keys.ts'
import styles from './fields.module.css'
import { dotted, getAt, type Path, setAt } from './path.ts'
import type { ScopeName } from './scope.ts'

/** What texts and logic can name. `withMore`: where they also see what came back. */
export interface Names {
  readonly usual: readonly ScopeName[]
  readonly withMore: readonly ScopeName[]
}

/** What is being edited: a node, or a flow's own settings (`node` is `null`). */
export interface Editing {
  readonly flow: string
  readonly node: string | null
  readonly value: JsonObject
  readonly readOnly: boolean
  readonly names: Names
  /** Edits of one `merge` key that follow each other are one step back. */
  edit(change: (value: JsonObject) => JsonObject, merge?: string): void
  /** Puts a whole new object there, whose members stand in the order given. */
  replace(path: Path, value: JsonObject): void
}

export const FormContext = createContext<Editing | null>(null)

export function useForm(): Editing {
  const form = useContext(FormContext)
  if (form === null) throw new Error('a field stands outside a form')
  return form
}

/** A problem in words of the Studio's language. */
export interface ToldProblem extends Problem {
  /** As the compiler says it, by which repairs are found; absent: as it is. */
  readonly told?: Problem
}

export interface Field {
  readonly path: Path
  /** Dotted, as problems name it. */
  readonly name: string
  readonly value: Json | undefined
  readonly problems: readonly ToldProblem[]
  readonly readOnly: boolean
  /** Sets it as a step of its own; `undefined` takes it away. */
  set(value: Json | undefined): void
  /** Sets it while somebody types: one step back for all of it. */
  type(value: Json | undefined): void
}

const noProblems: readonly ToldProblem[] = []

/** The problems of the node or the flow's own, in the flow's file. */
export function useProblems(flow: string, node: string | null): readonly ToldProblem[] {
  const all = useEditor((state) => state.problems)
  const say = useSaid()
  return useMemo(() => {
    const here = all.filter(
      ({ place }) =>
        place.flow === flow && (place.node ?? null) === node && (place.file === undefined || isFlowFile(place.file)),
    )
    return here.length === 0 ? noProblems : here.map((told) => ({ ...told, ...say(told), told }))
  }, [all, flow, node, say])
}

const isFlowFile = (file: string): boolean => file.endsWith('.flow.json')

/** One setting of what is being edited. */
export function useField(path: Path): Field {
  const { flow, node, value, readOnly, edit } = useForm()
  const problems = useProblems(flow, node)
  const name = dotted(path)
  const own = useMemo(() => problems.filter((problem) => problem.place.field === name), [problems, name])
  return {
    path,
    name,
    value: getAt(value, path),
    problems: own,
    readOnly,
    set: (to) => edit((before) => setAt(before, path, to)),
    type: (to) => edit((before) => setAt(before, path, to), `${flow}/${node ?? ''}/${name}`),
  }
}

/** The words of a problem that an input is marked with; warnings do not make it invalid. */
export function errorOf(problems: readonly Problem[]): string | undefined {
  const error = problems.find(({ severity }) => severity === 'error')
  return error === undefined ? undefined : `${error.reason} ${error.repair}`
}

/** A place that a problem can lead to. */
export function FieldBox({ field, children }: { readonly field: Pick<Field, 'name'>; readonly children: ReactNode }) {
  const undoKeys = useUndoKeys()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the field inside
    <div className={styles.box} data-field={field.name} onKeyDown={undoKeys}>
      {children}
    </div>
  )
}

/** Some settings that belong together. Closed ones open when a problem inside is to be shown. */
export function Section(props: {
  readonly title: string
  readonly children: ReactNode
  readonly open?: boolean
  readonly hint?: string
}) {
  return (
    <details className={styles.section} open={props.open === true}>
      <summary>{props.title}</summary>
      <div className={styles.fields}>
        {props.hint === undefined ? null : <p className={styles.hint}>{props.hint}</p>}
        {props.children}
      </div>
    </details>
  )
}

export function Fields({ children }: { readonly children: ReactNode }) {
  return <div className={styles.fields}>{children}</div>
}
