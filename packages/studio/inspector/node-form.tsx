import { type ReactNode, useMemo } from 'react'
import { useMay } from '../app/api.ts'
import { type Editing, FormContext } from '../fields/form.tsx'
import { setAt } from '../fields/path.ts'
import { useNames } from '../fields/use-scope.ts'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import { useSource } from '../source/hooks.ts'

/** Lets the fields inside edit one node. */
export function NodeForm(props: {
  readonly flow: string
  readonly id: string
  readonly node: NodeFile
  readonly children: ReactNode
}) {
  const { flow, id, node, children } = props
  const store = useSource()
  const readOnly = !useMay('solution:edit')
  const names = useNames(flow, id)
  const editing = useMemo((): Editing => {
    const edit: Editing['edit'] = (change, merge) =>
      store.editNode(flow, id, (before) => change(before) as NodeFile, merge === undefined ? {} : { merge })
    return {
      flow,
      node: id,
      value: node,
      readOnly,
      names,
      edit,
      replace: (path, value) =>
        store.transact(() => {
          edit((before) => setAt(before, path, undefined))
          edit((before) => setAt(before, path, value))
        }),
    }
  }, [store, flow, id, node, readOnly, names])
  return <FormContext value={editing}>{children}</FormContext>
}

/** Lets the fields inside edit the flow's own settings. */
export function FlowForm(props: { readonly flow: string; readonly file: FlowFile; readonly children: ReactNode }) {
  const { flow, file, children } = props
  const store = useSource()
  const readOnly = !useMay('solution:edit')
  const names = useNames(flow, null)
  const editing = useMemo((): Editing => {
    const edit: Editing['edit'] = (change, merge) =>
      store.editFlow(flow, (before) => change(before) as FlowFile, merge === undefined ? {} : { merge })
    return {
      flow,
      node: null,
      value: file,
      readOnly,
      names,
      edit,
      replace: (path, value) =>
        store.transact(() => {
          edit((before) => setAt(before, path, undefined))
          edit((before) => setAt(before, path, value))
        }),
    }
  }, [store, flow, file, readOnly, names])
  return <FormContext value={editing}>{children}</FormContext>
}
