import { NodeToolbar, Position } from '@xyflow/react'
import { CircleEllipsis, Copy, GitFork, PackageOpen, Plus, Trash2 } from 'lucide-react'
import { memo, useContext } from 'react'
import { reveal } from '../editor/state.ts'
import type { FlowFile } from '../source/flow-file.ts'
import { SourceContext } from '../source/hooks.ts'
import { Button, Dialog, IconButton } from '../ui/index.ts'
import { useBoardState, useBoardStore } from './board-state.ts'
import styles from './canvas.module.css'
import { ExitsDialog } from './exits-dialog.tsx'
import { Finder } from './finder.tsx'
import { FlowPicture } from './flow-picture.tsx'
import { open } from './keys.ts'
import { NodeMenu } from './node-menu.tsx'
import { Palette } from './palette.tsx'
import { addingAfter } from './placing.ts'
import type { Scene } from './scene.ts'
import { Shortcuts } from './shortcuts.tsx'
import { Toolbar } from './toolbar.tsx'
import type { BoardHandle } from './use-board.ts'
import { useCanvasWords } from './words.ts'

const icon = { size: 16, 'aria-hidden': true } as const

interface WorkingToolsProps {
  readonly handle: BoardHandle
  readonly scene: Scene
  readonly selection: ReadonlySet<string>
  readonly canUndo: boolean
  readonly canRedo: boolean
}

/** What stands over a canvas that is worked on. It is not drawn again while things are dragged. */
export const WorkingTools = memo(({ handle, scene, selection, canUndo, canRedo }: WorkingToolsProps) => (
  <>
    <Toolbar
      selected={selection.size}
      canUndo={canUndo}
      canRedo={canRedo}
      onUndo={() => handle.get().undo?.()}
      onRedo={() => handle.get().redo?.()}
      onAlign={handle.arranging.align}
      onArrange={(selectionOnly) => void handle.arranging.arrange(selectionOnly)}
    />
    <Palette focusBoard={() => focusCurrent(handle)} />
    <SelectedTools handle={handle} scene={scene} selection={selection} />
    <NodeMenu board={handle.get} clipboard={handle.clipboard} />
    <MissingVariables handle={handle} />
    <Dialogs handle={handle} />
  </>
))

/** What stands over a canvas that is only looked at. */
export const LookingTools = memo(({ handle }: { readonly handle: BoardHandle }) => {
  return (
    <>
      <Toolbar
        selected={0}
        canUndo={false}
        canRedo={false}
        onUndo={() => undefined}
        onRedo={() => undefined}
        onAlign={() => undefined}
        onArrange={() => undefined}
      />
      <NodeMenu board={handle.get} clipboard={handle.clipboard} />
      <Dialogs handle={handle} />
    </>
  )
})

function focusCurrent({ get, commands }: BoardHandle): void {
  const { current } = get().state.getState()
  if (current === null) get().element?.focus()
  else commands.goTo(current, { select: false })
}

/** Buttons above the one node that is selected. */
function SelectedTools({ handle, scene, selection }: Pick<WorkingToolsProps, 'handle' | 'scene' | 'selection'>) {
  const words = useCanvasWords()
  const store = useBoardStore()
  const isBusy = useBoardState(
    (state) => state.drag !== null || state.connecting || state.adding !== null || state.menu !== null,
  )
  const detail = useBoardState((state) => state.detail)
  const [id] = selection
  const card = id === undefined ? undefined : scene.cards.get(id)
  if (card === undefined || selection.size !== 1 || isBusy || detail !== 'full') return null
  const isCall = card.file.kind === 'call' && typeof card.file.flow === 'string' && card.file.flow !== ''
  return (
    <NodeToolbar nodeId={card.id} isVisible position={Position.Top} offset={8} align="start">
      <div className={styles.nodeTools}>
        {card.exits.length === 0 ? null : (
          <IconButton name={words.addAfter} shortcut="N" onPress={() => handle.commands.beginAdding(addingAfter(card))}>
            <Plus {...icon} />
          </IconButton>
        )}
        {isCall ? (
          <IconButton name={words.openFlow} shortcut="Enter" onPress={() => open(handle.get(), card.id)}>
            <PackageOpen {...icon} />
          </IconButton>
        ) : null}
        {card.exits.length === 0 ? null : (
          <IconButton
            name={words.exitsOf}
            shortcut="E"
            onPress={() => store.setState({ dialog: 'exits', current: card.id })}
          >
            <GitFork {...icon} />
          </IconButton>
        )}
        <IconButton name={words.duplicate} shortcut="Ctrl+D" onPress={() => handle.clipboard.duplicate()}>
          <Copy {...icon} />
        </IconButton>
        <IconButton name={words.remove} shortcut="Del" onPress={() => handle.commands.remove()}>
          <Trash2 {...icon} />
        </IconButton>
        <IconButton
          name={words.nodeMenu}
          shortcut="Shift+F10"
          onPress={() => {
            const { x, y, zoom } = handle.get().view.getViewport()
            store.setState({
              menu: { node: card.id, at: { x: card.x * zoom + x, y: card.y * zoom + y } },
              current: card.id,
            })
          }}
        >
          <CircleEllipsis {...icon} />
        </IconButton>
      </div>
    </NodeToolbar>
  )
}

/** After a paste: the variables that the nodes use and this flow lacks. */
function MissingVariables({ handle }: { readonly handle: BoardHandle }) {
  const words = useCanvasWords()
  const store = useBoardStore()
  const missing = useBoardState((state) => state.missing)
  if (missing === null) return null
  const done = (): void => store.setState({ missing: null })
  return (
    <div className={styles.bar} role="status">
      {words.missing(Object.keys(missing).join(', '))}
      <Button
        kind="primary"
        onPress={() => {
          handle.commands.edit((flow) => ({
            ...flow,
            variables: { ...(missing as FlowFile['variables']), ...flow.variables },
          }))
          done()
        }}
      >
        {words.addVariables}
      </Button>
      <Button onPress={done}>{words.leave}</Button>
    </div>
  )
}

function Dialogs({ handle }: { readonly handle: BoardHandle }) {
  const store = useBoardStore()
  const dialog = useBoardState((state) => state.dialog)
  const current = useBoardState((state) => state.current)
  const source = useContext(SourceContext)
  const words = useCanvasWords()
  const board = handle.get()
  const close = (): void => {
    store.setState({ dialog: null })
    requestAnimationFrame(() => focusCurrent(handle))
  }
  const card = current === null ? undefined : board.scene.cards.get(current)
  if (dialog === 'shortcuts') return <Shortcuts onClose={close} />
  if (dialog === 'exits' && card !== undefined) return <ExitsDialog card={card} scene={board.scene} onClose={close} />
  if (dialog === 'peek' && card !== undefined && source !== null) {
    const name = String(card.file.flow)
    const file = source.flow(name)
    if (file === undefined) return null
    return (
      <Dialog title={name} open onClose={close} wide>
        <FlowPicture flow={name} file={file} />
        <Button
          kind="primary"
          onPress={() => {
            store.setState({ dialog: null })
            open(board, card.id)
          }}
        >
          {words.openFlow}
        </Button>
      </Dialog>
    )
  }
  if (dialog !== 'finder') return null
  const flows = (): Iterable<readonly [string, FlowFile]> =>
    source === null || board.edit === null
      ? [[board.flow, board.file]]
      : source.flowNames.flatMap((name) => {
          const file = source.flow(name)
          return file === undefined ? [] : [[name, file] as const]
        })
  return (
    <Finder
      flows={flows}
      onClose={close}
      onPick={({ flow, node, sticker }) => {
        store.setState({ dialog: null })
        const note = sticker === undefined ? undefined : board.scene.stickers.get(sticker)
        if (node !== undefined && flow === board.flow) requestAnimationFrame(() => handle.commands.goTo(node))
        else if (node !== undefined) reveal(flow, node)
        else if (flow !== board.flow) board.openFlow?.(flow)
        else if (note !== undefined)
          void board.view.setCenter(note.x + note.width / 2, note.y + note.height / 2, { zoom: 1 })
      }}
    />
  )
}
