import { Bug, ChevronDown, PanelBottom, PanelRight, X } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react'
import { useMay } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import { Canvas } from '../canvas/canvas.tsx'
import { FlowTabs } from '../canvas/flow-tabs.tsx'
import { simulateFrom } from '../simulator/jump.ts'
import { useFlow } from '../source/hooks.ts'
import { usePeers } from '../together/peers.ts'
import { useCommentCounts } from '../together/use-comments.ts'
import { Button, IconButton, Notice } from '../ui/index.ts'
import { Begin } from './begin.tsx'
import styles from './editor.module.css'
import { Panel, type PanelTab } from './panel.tsx'
import { panelTabs } from './panel-contents.tsx'
import { limits, setPanels, usePanels } from './panels.ts'
import { Splitter } from './splitter.tsx'
import { select, useEditor } from './state.ts'
import { enter, forgetTrail, leaveTo, renameOnTrail, useTrail } from './trail.ts'

const useWords = defineWords({
  en: {
    side: 'Panel at the right',
    drawer: 'Drawer at the bottom',
    sideSize: 'Width of the panel at the right',
    drawerSize: 'Height of the drawer',
    problems: 'Problems',
    comments: 'Comments',
    noNode: 'Choose a node',
    noNodeText: 'Comments belong to a node. Click one on the canvas to read and write its comments.',
    simulator: 'Simulator',
    tests: 'Tests',
    stopPainting: 'Stop showing it',
    settings: 'Settings',
    closeSide: 'Close the panel',
    closeDrawer: 'Close the drawer',
    gone: (flow: string) => `There is no flow “${flow}” any more. Choose another one above.`,
  },
  ko: {
    side: '오른쪽 패널',
    drawer: '아래 서랍',
    sideSize: '오른쪽 패널 너비',
    drawerSize: '서랍 높이',
    problems: '문제',
    comments: '댓글',
    noNode: '노드를 고르세요',
    noNodeText: '댓글은 노드에 답니다. 캔버스에서 노드를 누르면 댓글을 읽고 쓸 수 있습니다.',
    simulator: '시뮬레이터',
    tests: '테스트',
    stopPainting: '그만 보기',
    settings: '설정',
    closeSide: '패널 닫기',
    closeDrawer: '서랍 닫기',
    gone: (flow: string) => `“${flow}” 플로가 더 이상 없습니다. 위에서 다른 플로를 고르세요.`,
  },
})

const icon = { size: 18, 'aria-hidden': true } as const

/** The canvas of a flow with everything that is worked with beside it. */
export function FlowEditor({ flow, open }: { readonly flow: string; readonly open: (flow: string) => void }) {
  const words = useWords()
  const panels = usePanels()
  const trail = useTrail((state) => state.trail)
  const side = useRef<HTMLDivElement>(null)
  const tabs = panelTabs(words, flow)
  const errors = useEditor((state) => state.problems.filter(({ severity }) => severity === 'error').length)
  const warnings = useEditor((state) => state.problems.length) - errors
  const openFlow = useCallback(
    (next: string, from?: string) => {
      if (from !== undefined) enter(flow, from)
      open(next)
    },
    [flow, open],
  )
  const editNode = useCallback((node: string) => {
    select([node])
    setPanels({ isSideOpen: true, sideTab: 'settings' })
    // The panel shows the node by then.
    requestAnimationFrame(() => requestAnimationFrame(() => focusFirst(side.current)))
  }, [])
  const tryFrom = useCallback(
    (node: string) => {
      setPanels({ isSideOpen: true, sideTab: 'simulator' })
      simulateFrom(flow, node)
    },
    [flow],
  )
  // Whoever shows a field wants the settings seen.
  const focused = useEditor((state) => state.focus?.count)
  useEffect(() => {
    if (focused !== undefined) setPanels({ isSideOpen: true, sideTab: 'settings' })
  }, [focused])
  const problemTabs: readonly PanelTab[] = tabs.drawer.map((tab) =>
    tab.id === 'problems' ? { ...tab, count: errors + warnings, tone: errors > 0 ? 'bad' : 'plain' } : tab,
  )
  return (
    <div className={styles.editor}>
      <div className={styles.top}>
        <FlowTabs
          flow={flow}
          trail={trail}
          onOpen={(next) => {
            forgetTrail()
            open(next)
          }}
          onRenamed={(from, to) => {
            renameOnTrail(from, to)
            open(to)
          }}
          onBack={(depth) => {
            const call = leaveTo(depth)
            if (call === undefined) return
            open(call.flow)
          }}
        />
        <div className={styles.switches}>
          <Button
            kind="quiet"
            aria-pressed={panels.isDrawerOpen}
            onPress={() => setPanels({ isDrawerOpen: !panels.isDrawerOpen })}
          >
            <Bug {...icon} /> {words.problems} {errors + warnings}
          </Button>
          <IconButton
            name={words.drawer}
            aria-pressed={panels.isDrawerOpen}
            onPress={() => setPanels({ isDrawerOpen: !panels.isDrawerOpen })}
          >
            <PanelBottom {...icon} />
          </IconButton>
          <IconButton
            name={words.side}
            aria-pressed={panels.isSideOpen}
            onPress={() => setPanels({ isSideOpen: !panels.isSideOpen })}
          >
            <PanelRight {...icon} />
          </IconButton>
        </div>
      </div>
      <Painted />
      <div className={styles.middle}>
        <div className={styles.canvas}>
          <div className={styles.stage}>
            <Stage flow={flow} openFlow={openFlow} editNode={editNode} tryFrom={tryFrom} />
          </div>
          {panels.isDrawerOpen ? (
            <>
              <Splitter
                label={words.drawerSize}
                size={panels.drawer}
                limits={limits.drawer}
                direction="down"
                onSize={(drawer) => setPanels({ drawer })}
              />
              <Panel
                style={{ height: panels.drawer }}
                label={words.drawer}
                tabs={problemTabs}
                selected={panels.drawerTab}
                onSelect={(id) => setPanels({ drawerTab: id === 'tests' ? 'tests' : 'problems' })}
                close={
                  <IconButton name={words.closeDrawer} onPress={() => setPanels({ isDrawerOpen: false })}>
                    <ChevronDown {...icon} />
                  </IconButton>
                }
              />
            </>
          ) : null}
        </div>
        {panels.isSideOpen ? (
          <>
            <Splitter
              label={words.sideSize}
              size={panels.side}
              limits={limits.side}
              direction="across"
              onSize={(width) => setPanels({ side: width })}
            />
            <Panel
              innerRef={side}
              className={styles.side}
              style={{ width: panels.side }}
              label={words.side}
              tabs={tabs.side}
              selected={panels.sideTab}
              onSelect={(id) => setPanels({ sideTab: id === 'simulator' || id === 'comments' ? id : 'settings' })}
              close={
                <IconButton name={words.closeSide} onPress={() => setPanels({ isSideOpen: false })}>
                  <X {...icon} />
                </IconButton>
              }
            />
          </>
        ) : null}
      </div>
    </div>
  )
}

function Stage(props: {
  readonly flow: string
  readonly openFlow: (flow: string, from?: string) => void
  readonly editNode: (node: string) => void
  readonly tryFrom: (node: string) => void
}) {
  const { flow, openFlow, editNode, tryFrom } = props
  const words = useWords()
  const mayEdit = useMay('solution:edit')
  const file = useFlow(flow)
  const here = usePeers()
  const comments = useCommentCounts(flow)
  const peers = useMemo(() => {
    const byNode = new Map<string, { readonly name: string; readonly colour: string }[]>()
    for (const { flow: where, nodes, name, colour } of here) {
      if (where !== flow) continue
      for (const node of nodes) byNode.set(node, [...(byNode.get(node) ?? []), { name, colour }])
    }
    return byNode
  }, [here, flow])
  if (file === undefined) return <Notice tone="warn">{words.gone(flow)}</Notice>
  return (
    <>
      <Canvas
        flow={flow}
        readOnly={!mayEdit}
        peers={peers}
        comments={comments}
        openFlow={openFlow}
        editNode={editNode}
        tryFrom={tryFrom}
      />
      {mayEdit && Object.keys(file.nodes).length === 0 ? <Begin flow={flow} /> : null}
    </>
  )
}

/** Says what is painted on the canvas, and takes it off. */
function Painted(): ReactNode {
  const words = useWords()
  const paint = useEditor((state) => state.paint)
  if (paint === null) return null
  return (
    <div className={styles.painted} role="status">
      {paint.title}
      <Button onPress={() => useEditor.setState({ paint: null })}>{words.stopPainting}</Button>
    </div>
  )
}

const fields = 'textarea, [contenteditable="true"], input:not([type="hidden"]), button[aria-haspopup="listbox"]'

/** Takes the keyboard to the first field of a panel, or to what else can be pressed there. */
function focusFirst(panel: HTMLElement | null): void {
  const body = panel?.querySelector<HTMLElement>('[data-body]')
  const all = [...(body?.querySelectorAll<HTMLElement>(fields) ?? [])].filter(
    (each) => each.closest('[aria-hidden="true"]') === null,
  )
  const target = all.find((each) => each.closest('[data-field]') !== null) ?? all[0] ?? body
  target?.focus()
}
