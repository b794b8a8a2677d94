import type { NodeKindName } from '@parley/flow'
import { X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { IconButton } from '../ui/index.ts'
import { useBoardActions } from './board-actions.ts'
import { type Adding, useBoardState, useBoardStore } from './board-state.ts'
import styles from './canvas.module.css'
import { startId } from './canvas-id.ts'
import { KindIcon } from './kind-icon.tsx'
import { isKindFor, kindRank } from './kind-text.ts'
import { type KindGroup, kindNames, kindViews } from './kind-view.ts'
import { useGroupWords, useKindWords } from './kind-words.ts'
import { Picker } from './picker.tsx'
import { type CanvasWords, useCanvasWords } from './words.ts'

/** What an entry of the palette carries while it is dragged. */
export const dragType = 'application/x-parley-kind'

const groups: readonly KindGroup[] = ['talk', 'logic', 'system', 'braze', 'end']

/** The kinds of node to add, by search, click, keys, or drag onto the canvas. */
export function Palette({ focusBoard }: { readonly focusBoard: () => void }) {
  const adding = useBoardState((state) => state.adding)
  const store = useBoardStore()
  const words = useCanvasWords()
  if (adding === null) return null
  const close = (): void => {
    store.setState({ adding: null })
    focusBoard()
  }
  const { beside } = adding
  return (
    <section
      className={styles.palette}
      aria-label={words.palette}
      {...(beside === undefined ? {} : { style: { left: beside.x, top: beside.y } })}
    >
      <div className={styles.paletteHead}>
        <h2>{words.palette}</h2>
        <IconButton name={words.close} onPress={close}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <Kinds onClose={close} />
    </section>
  )
}

function kindsFor(query: string): readonly NodeKindName[] {
  const inOrder = groups.flatMap((group) => kindNames.filter((kind) => kindViews[kind].group === group))
  if (query === '') return inOrder
  return inOrder
    .filter((kind) => isKindFor(kind, query))
    .toSorted((one, other) => kindRank(one, query) - kindRank(other, query))
}

function Kinds({ onClose }: { readonly onClose: () => void }) {
  const [query, setQuery] = useState('')
  const words = useCanvasWords()
  const kinds = useKindWords()
  const groupWords = useGroupWords()
  const { commands } = useBoardActions()
  const store = useBoardStore()
  const adding = useBoardState((state) => state.adding)
  const items = useMemo(
    () =>
      kindsFor(query.trim()).map((kind) => ({
        id: kind,
        title: kinds[kind].label,
        about: kinds[kind].about,
        // What is found is in order of how near it is, across groups.
        ...(query.trim() === '' ? { group: groupWords[kindViews[kind].group] } : {}),
        drag: { type: dragType, value: kind },
        icon: (
          <span className={styles.paletteIcon} data-group={kindViews[kind].group}>
            <KindIcon kind={kind} />
          </span>
        ),
      })),
    [query, kinds, groupWords],
  )
  return (
    <Picker
      label={words.paletteSearch}
      query={query}
      onQuery={setQuery}
      items={items}
      hint={hintOf(adding, words)}
      none={words.noKind}
      onPick={(id) => {
        const kind = kindNames.find((each) => each === id)
        if (kind !== undefined) commands.add(kind, store.getState().adding ?? {})
      }}
      onClose={onClose}
    />
  )
}

/** Where what is picked will stand. */
function hintOf(adding: Adding | null, words: CanvasWords): string {
  const { from, edge } = adding ?? {}
  if (from?.node === startId) return words.start
  if (from !== undefined) return words.paletteAfter(from.node, from.port)
  return edge === undefined ? words.paletteFree : words.paletteBetween(edge.node, edge.port)
}
