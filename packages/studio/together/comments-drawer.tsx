import { useLocation, useNavigate } from 'react-router'
import { defineWords } from '../app/words.ts'
import { reveal } from '../editor/state.ts'
import { useSource } from '../source/hooks.ts'
import { Empty } from '../ui/index.ts'
import type { Thread } from './comment.ts'
import { Threads } from './comments.tsx'
import styles from './together.module.css'
import { useThreads } from './use-comments.ts'

const useWords = defineWords({
  en: {
    none: 'Nobody has said anything yet',
    how: 'Select a node of a flow and write a comment beside it. Everybody who works on the solution sees it here.',
    gone: (node: string) => `${node} (no longer there)`,
  },
  ko: {
    none: '아직 댓글이 없습니다',
    how: '플로의 노드를 선택하고 옆에 댓글을 쓰세요. 이 솔루션에서 일하는 모든 사람이 여기서 봅니다.',
    gone: (node: string) => `${node} (더 이상 없음)`,
  },
})

/** All comments of the solution, each with the way to its node. */
export function CommentsDrawer() {
  const words = useWords()
  const threads = useThreads()
  if (threads.length === 0) return <Empty title={words.none}>{words.how}</Empty>
  return <Threads threads={threads} head={(thread) => <Place thread={thread} />} />
}

function Place({ thread: { flow, node } }: { readonly thread: Thread }) {
  const words = useWords()
  const store = useSource()
  const navigate = useNavigate()
  const base = useLocation().pathname.split('/').slice(0, 3).join('/')
  if (node !== '' && store.flow(flow)?.nodes[node] === undefined)
    return (
      <p className={styles.quiet}>
        {flow} › {words.gone(node)}
      </p>
    )
  const go = () => {
    if (node !== '') reveal(flow, node)
    void navigate(`${base}/flows/${encodeURIComponent(flow)}`)
  }
  return (
    <button type="button" className={styles.place} onClick={go}>
      {node === '' ? flow : `${flow} › ${node}`}
    </button>
  )
}
