import { Plus } from 'lucide-react'
import { useMay } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import { addFlow } from '../canvas/flow-names.ts'
import { FlowEditor } from '../editor/flow-editor.tsx'
import { useOpenFlow } from '../editor/use-open-flow.ts'
import { useSource } from '../source/hooks.ts'
import { Button, Empty } from '../ui/index.ts'

const useWords = defineWords({
  en: {
    title: 'This solution has no flow yet',
    text: 'A flow is one conversation: what is said and asked, and what comes next. Most solutions begin with one called “main”.',
    add: 'Add the flow “main”',
  },
  ko: {
    title: '이 솔루션에는 아직 플로가 없습니다',
    text: '플로는 하나의 대화입니다. 무엇을 말하고 묻는지, 다음에 무엇이 오는지를 담습니다. 보통 “main”이라는 플로로 시작합니다.',
    add: '“main” 플로 추가',
  },
})

export function Component() {
  const words = useWords()
  const { flow, open } = useOpenFlow()
  const source = useSource()
  const mayEdit = useMay('solution:edit')
  if (flow !== null) return <FlowEditor flow={flow} open={open} />
  return (
    <Empty
      title={words.title}
      action={
        mayEdit ? (
          <Button kind="primary" onPress={() => open(addFlow(source, 'main'))}>
            <Plus size={18} aria-hidden /> {words.add}
          </Button>
        ) : null
      }
    >
      {words.text}
    </Empty>
  )
}
