import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  Group,
  Keyboard,
  LayoutDashboard,
  Maximize,
  Network,
  Plus,
  Redo2,
  Search,
  SquareDashedMousePointer,
  StickyNote,
  Undo2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import { Toolbar as AriaToolbar } from 'react-aria-components'
import { Button, IconButton, Menu, type MenuEntry } from '../ui/index.ts'
import type { Alignment } from './align.ts'
import { useBoardActions } from './board-actions.ts'
import { useBoardState, useBoardStore } from './board-state.ts'
import styles from './canvas.module.css'
import { useCanvasWords } from './words.ts'

const size = { size: 18, 'aria-hidden': true } as const

const alignments: readonly (readonly [Alignment, typeof Plus, number])[] = [
  ['left', AlignStartVertical, 2],
  ['centre', AlignCenterVertical, 2],
  ['right', AlignEndVertical, 2],
  ['top', AlignStartHorizontal, 2],
  ['middle', AlignCenterHorizontal, 2],
  ['bottom', AlignEndHorizontal, 2],
  ['across', AlignHorizontalDistributeCenter, 3],
  ['down', AlignVerticalDistributeCenter, 3],
]

export interface ToolbarProps {
  readonly selected: number
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly onUndo: () => void
  readonly onRedo: () => void
  readonly onAlign: (alignment: Alignment) => void
  readonly onArrange: (selectionOnly: boolean) => void
}

/** What can be done on the canvas, for those who know no keys. */
export function Toolbar(props: ToolbarProps) {
  const words = useCanvasWords()
  const { mayEdit, commands } = useBoardActions()
  const store = useBoardStore()
  const isFraming = useBoardState((state) => state.isFraming)
  return (
    <AriaToolbar aria-label={words.tools} className={styles.toolbar ?? ''}>
      {mayEdit ? (
        <>
          <Button kind="primary" onPress={() => commands.beginAdding()}>
            <Plus {...size} /> {words.add}
          </Button>
          <IconButton name={words.undo} shortcut="Ctrl+Z" isDisabled={!props.canUndo} onPress={props.onUndo}>
            <Undo2 {...size} />
          </IconButton>
          <IconButton name={words.redo} shortcut="Ctrl+Shift+Z" isDisabled={!props.canRedo} onPress={props.onRedo}>
            <Redo2 {...size} />
          </IconButton>
          <IconButton name={words.frame} shortcut="B" aria-pressed={isFraming} onPress={() => commands.toggleFraming()}>
            <SquareDashedMousePointer {...size} />
          </IconButton>
          <Menu
            label={words.alignLabel}
            trigger={
              <IconButton name={words.alignLabel}>
                <LayoutDashboard {...size} />
              </IconButton>
            }
            entries={alignEntries(words, props)}
          />
          <IconButton name={words.note} shortcut="M" onPress={() => commands.addNote()}>
            <StickyNote {...size} />
          </IconButton>
          <IconButton
            name={words.group}
            shortcut="Ctrl+G"
            isDisabled={props.selected === 0}
            onPress={() => commands.addGroup()}
          >
            <Group {...size} />
          </IconButton>
        </>
      ) : null}
      <IconButton name={words.find} shortcut="Ctrl+F" onPress={() => store.setState({ dialog: 'finder' })}>
        <Search {...size} />
      </IconButton>
      <IconButton name={words.zoomOut} shortcut="−" onPress={() => commands.zoom(1 / 1.2)}>
        <ZoomOut {...size} />
      </IconButton>
      <IconButton name={words.zoomIn} shortcut="+" onPress={() => commands.zoom(1.2)}>
        <ZoomIn {...size} />
      </IconButton>
      <IconButton name={words.fit} shortcut="F" onPress={() => commands.fit()}>
        <Maximize {...size} />
      </IconButton>
      <IconButton name={words.shortcuts} shortcut="?" onPress={() => store.setState({ dialog: 'shortcuts' })}>
        <Keyboard {...size} />
      </IconButton>
    </AriaToolbar>
  )
}

function alignEntries(words: ReturnType<typeof useCanvasWords>, props: ToolbarProps): readonly MenuEntry[] {
  return [
    {
      id: 'all',
      label: words.arrangeAll,
      icon: <Network {...size} />,
      shortcut: 'L',
      onSelect: () => props.onArrange(false),
    },
    {
      id: 'selection',
      label: words.arrangeSelection,
      icon: <Network {...size} />,
      shortcut: 'Shift+L',
      disabled: props.selected < 2,
      onSelect: () => props.onArrange(true),
    },
    'line',
    ...alignments.map(([alignment, Icon, least]) => ({
      id: alignment,
      label: words[alignment],
      icon: <Icon {...size} />,
      disabled: props.selected < least,
      onSelect: () => props.onAlign(alignment),
    })),
  ]
}
