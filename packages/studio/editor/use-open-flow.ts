import { useEffect, useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { startOf } from '../canvas/flow-names.ts'
import { useFlowNames, useSource } from '../source/hooks.ts'
import { useEditor } from './state.ts'

/**
 * The flow on the canvas: the one in the address. Whoever shows a node of another flow (`reveal`) moves the address along.
 *
 * @returns its name, or `null` when the solution has no flow
 */
export function useOpenFlow(): { readonly flow: string | null; readonly open: (flow: string) => void } {
  const { solution = '', flow: named } = useParams()
  const navigate = useNavigate()
  const names = useFlowNames()
  const source = useSource()
  const start = startOf(source)
  const usual = start !== null && names.includes(start) ? start : names.includes('main') ? 'main' : (names[0] ?? null)
  const flow = named !== undefined && names.includes(named) ? named : usual
  const open = useRef((_: string) => {})
  open.current = (next) => void navigate(`/s/${encodeURIComponent(solution)}/flows/${encodeURIComponent(next)}`)
  const shown = useRef(flow)
  shown.current = flow
  useEffect(() => {
    if (flow === null || useEditor.getState().flow === flow) return
    useEditor.setState({ flow, selection: new Set() })
  }, [flow])
  useEffect(
    () =>
      useEditor.subscribe((now, before) => {
        if (now.flow !== before.flow && now.flow !== shown.current) open.current(now.flow)
      }),
    [],
  )
  const [stable] = useState(() => (next: string) => open.current(next))
  return { flow, open: stable }
}
