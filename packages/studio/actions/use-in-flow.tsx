import { Workflow } from 'lucide-react'
import { useNavigate, useParams } from 'react-router'
import { defineWords } from '../app/words.ts'
import { reveal } from '../editor/state.ts'
import { useFlowNames, useSource } from '../source/hooks.ts'
import { Button, Menu } from '../ui/index.ts'
import { useSurroundings } from '../worker/client.ts'
import { withActionNode } from './action-node.ts'

const useWords = defineWords({
  en: { use: 'Use in a flow', which: 'Which flow' },
  ko: { use: '플로에서 사용', which: '어느 플로' },
})

/** Puts a node that runs the action into a flow, and shows it. */
export function UseInFlow({ name }: { readonly name: string }) {
  const words = useWords()
  const store = useSource()
  const flows = useFlowNames()
  const { solution = '' } = useParams()
  const { data } = useSurroundings(solution)
  const navigate = useNavigate()
  function use(flow: string): void {
    const file = store.flow(flow)
    if (file === undefined) return
    const made = withActionNode(file, name, data?.actions[name]?.input)
    store.editFlow(flow, () => made.file)
    reveal(flow, made.node)
    void navigate(`/s/${encodeURIComponent(solution)}/flows/${encodeURIComponent(flow)}`)
  }
  return (
    <Menu
      label={words.which}
      trigger={
        <Button isDisabled={flows.length === 0}>
          <Workflow size={16} aria-hidden /> {words.use}
        </Button>
      }
      entries={flows.map((flow) => ({ id: flow, label: flow, onSelect: () => use(flow) }))}
    />
  )
}
