import { Bug, MessageSquare, MessagesSquare, Settings2 } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Empty } from '../ui/index.ts'
import type { PanelTab } from './panel.tsx'
import { useEditor } from './state.ts'

const Inspector = lazy(async () => ({ default: (await import('../inspector/inspector.tsx')).Inspector }))
const Simulator = lazy(async () => ({ default: (await import('../simulator/simulator.tsx')).Simulator }))
const Comments = lazy(async () => ({ default: (await import('../together/comments.tsx')).Comments }))
const Problems = lazy(async () => ({ default: (await import('../problems/problems.tsx')).Problems }))
const Stories = lazy(async () => ({ default: (await import('../stories/stories.tsx')).Stories }))
const StoriesLabel = lazy(async () => ({ default: (await import('../stories/stories.tsx')).StoriesLabel }))

const icon = { size: 16, 'aria-hidden': true } as const

export interface PanelWords {
  readonly settings: string
  readonly simulator: string
  readonly comments: string
  readonly noNode: string
  readonly noNodeText: string
  readonly problems: string
  readonly tests: string
}

/** What stands in the panels beside the canvas; each is loaded when it is first looked at. */
export function panelTabs(
  words: PanelWords,
  flow: string,
): { readonly side: readonly PanelTab[]; readonly drawer: readonly PanelTab[] } {
  return {
    side: [
      { id: 'settings', label: words.settings, icon: <Settings2 {...icon} />, content: <Inspector flow={flow} /> },
      { id: 'simulator', label: words.simulator, icon: <MessagesSquare {...icon} />, content: <Simulator /> },
      {
        id: 'comments',
        label: words.comments,
        icon: <MessageSquare {...icon} />,
        content: <NodeComments flow={flow} words={words} />,
      },
    ],
    drawer: [
      { id: 'problems', label: words.problems, icon: <Bug {...icon} />, content: <Problems /> },
      {
        id: 'tests',
        label: (
          <Suspense fallback={words.tests}>
            <StoriesLabel />
          </Suspense>
        ),
        content: <Stories />,
      },
    ],
  }
}

function NodeComments({ flow, words }: { readonly flow: string; readonly words: PanelWords }) {
  const [node, ...others] = useEditor((state) => state.selection)
  if (node === undefined || others.length > 0) return <Empty title={words.noNode}>{words.noNodeText}</Empty>
  return <Comments key={`${flow}.${node}`} flow={flow} node={node} />
}
