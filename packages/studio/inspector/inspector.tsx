import { useEffect, useMemo, useRef } from 'react'
import { defineWords } from '../app/words.ts'
import { useEditor } from '../editor/state.ts'
import { preloadEditor } from '../fields/code-field.tsx'
import { useFlow } from '../source/hooks.ts'
import { Empty } from '../ui/index.ts'
import { FlowPanel } from './flow-panel.tsx'
import { focusField } from './focus-field.ts'
import styles from './inspector.module.css'
import { ManyPanel } from './many-panel.tsx'
import { NodePanel } from './node-panel.tsx'

const useWords = defineWords({
  en: {
    label: 'Settings',
    gone: 'This flow is gone',
    goneText: 'Somebody removed or renamed it. Choose another flow.',
  },
  ko: {
    label: '설정',
    gone: '이 플로는 없어졌습니다',
    goneText: '누군가 삭제했거나 이름을 바꿨습니다. 다른 플로를 고르세요.',
  },
})

preloadEditor()

/** Settings of what is selected in a flow: a node, several, or when nothing is, the flow itself. */
export function Inspector({ flow }: { readonly flow: string }) {
  const words = useWords()
  const panel = useRef<HTMLElement>(null)
  const file = useFlow(flow)
  const selection = useEditor((state) => state.selection)
  const focus = useEditor((state) => state.focus)
  const selected = useMemo(
    () => [...selection].filter((id) => file !== undefined && Object.hasOwn(file.nodes, id)),
    [selection, file],
  )
  useEffect(() => {
    if (focus === null || panel.current === null) return
    // The node's form is drawn first.
    const frame = requestAnimationFrame(() => {
      if (panel.current !== null) focusField(panel.current, focus.field)
    })
    return () => cancelAnimationFrame(frame)
  }, [focus])
  const [only] = selected
  return (
    <section ref={panel} className={styles.inspector} aria-label={words.label}>
      {file === undefined ? (
        <Empty title={words.gone}>{words.goneText}</Empty>
      ) : selected.length > 1 ? (
        <ManyPanel flow={flow} file={file} ids={selected} />
      ) : only === undefined ? (
        <FlowPanel key={flow} flow={flow} file={file} />
      ) : (
        <NodePanel key={`${flow}/${only}`} flow={flow} file={file} id={only} />
      )}
    </section>
  )
}
