import { type NodeProps, NodeResizer } from '@xyflow/react'
import { memo, useEffect, useRef, useState } from 'react'
import { useUndoKeys } from '../source/undo-keys.ts'
import { useBoardActions } from './board-actions.ts'
import { useBoardStore } from './board-state.ts'
import styles from './canvas.module.css'
import type { StickerNode } from './elements.ts'
import { smallestSticker } from './placing.ts'
import { useCanvasWords } from './words.ts'

const longestText = 2000
const stickerColours = ['yellow', 'blue', 'green', 'pink', 'grey'] as const

/** A note on the canvas, or a frame that takes what stands in it along. */
export const StickerCard = memo(
  DrawnSticker,
  (one, other) => one.data === other.data && one.selected === other.selected,
)

function DrawnSticker({ data: { sticker, id }, selected }: NodeProps<StickerNode>) {
  const words = useCanvasWords()
  const actions = useBoardActions()
  const store = useBoardStore()
  const isNote = sticker.kind === 'note'
  const label = isNote ? words.noteText : words.groupText
  return (
    <div
      className={styles.sticker}
      data-kind={sticker.kind}
      data-colour={sticker.colour}
      data-selected={selected || undefined}
    >
      {actions.mayEdit ? (
        <NodeResizer
          isVisible={selected}
          minWidth={smallestSticker.width}
          minHeight={smallestSticker.height}
          onResize={(_, box) => store.setState({ resized: { id, box } })}
          onResizeEnd={(_, box) => {
            store.setState({ resized: null })
            actions.putSticker(id, { ...sticker, ...rounded(box) })
          }}
        />
      ) : null}
      <div className={styles.stickerDrag} data-drag />
      <StickerText
        label={label}
        placeholder={isNote ? words.writeHere : words.newGroup}
        value={sticker.text}
        isArea={isNote}
        isFresh={selected && sticker.text === ''}
        onLeave={() => actions.commands.chooseSticker(id)}
        onChange={actions.mayEdit ? (text) => actions.putSticker(id, { ...sticker, text }, `sticker.${id}`) : null}
      />
      {selected && actions.mayEdit ? (
        <div className={`${styles.swatches} nodrag`}>
          {stickerColours.map((colour) => (
            <button
              key={colour}
              type="button"
              className={styles.swatch}
              data-colour={colour}
              aria-label={words.colours[colour]}
              aria-pressed={sticker.colour === colour}
              onClick={() => actions.putSticker(id, { ...sticker, colour })}
            />
          ))}
        </div>
      ) : null}
    </div>
  )
}

const rounded = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({
  x: Math.round(x),
  y: Math.round(y),
  width: Math.round(width),
  height: Math.round(height),
})

function StickerText(props: {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly isArea: boolean
  readonly isFresh: boolean
  readonly onLeave: () => void
  readonly onChange: ((text: string) => void) | null
}) {
  const { label, placeholder, value, isArea, isFresh, onLeave, onChange } = props
  const field = useRef<HTMLTextAreaElement>(null)
  const [wasFresh] = useState(isFresh)
  const undoKeys = useUndoKeys()
  useEffect(() => {
    if (wasFresh) field.current?.focus()
  }, [wasFresh])
  return (
    <textarea
      ref={field}
      className={`${styles.stickerText} nodrag nowheel`}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      rows={isArea ? 3 : 1}
      maxLength={longestText}
      readOnly={onChange === null}
      onChange={(event) => onChange?.(event.target.value)}
      onKeyDown={(event) => {
        undoKeys(event)
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onLeave()
      }}
    />
  )
}
