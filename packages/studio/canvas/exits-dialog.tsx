import { useState } from 'react'
import { Button, Dialog, DialogActions } from '../ui/index.ts'
import { useBoardActions } from './board-actions.ts'
import { useBoardStore } from './board-state.ts'
import styles from './canvas.module.css'
import type { Card } from './card.ts'
import { KindIcon } from './kind-icon.tsx'
import { kindLabel } from './kind-text.ts'
import { useKindWords } from './kind-words.ts'
import { Picker } from './picker.tsx'
import { portLabel, portReason } from './port-label.ts'
import type { Scene } from './scene.ts'
import { useCanvasWords, usePortWords } from './words.ts'

const mostOffered = 100

/** Where each exit of a node leads, and how to change that without a pointer. */
export function ExitsDialog({
  card,
  scene,
  onClose,
}: {
  readonly card: Card
  readonly scene: Scene
  readonly onClose: () => void
}) {
  const words = useCanvasWords()
  const portWords = usePortWords()
  const { mayEdit, commands } = useBoardActions()
  const store = useBoardStore()
  const [choosing, setChoosing] = useState<string | null>(null)
  return (
    <Dialog title={words.exitsTitle(card.id)} open onClose={onClose}>
      {card.exits.length === 0 ? <p>{words.noExits}</p> : <p>{words.exitsHint}</p>}
      <ul className={styles.exits}>
        {card.exits.map(({ name, to }) => (
          <li key={name}>
            <span className={styles.exitsName}>
              {portLabel(card.file, name, portWords)}
              <small>{portReason(card.file, name)}</small>
            </span>
            <Button
              isDisabled={!mayEdit}
              aria-label={`${words.target(portLabel(card.file, name, portWords))} ${to ?? words.toNowhere}`}
              onPress={() => setChoosing(choosing === name ? null : name)}
            >
              {to ?? words.toNowhere}
            </Button>
            <Button
              kind="quiet"
              isDisabled={!mayEdit}
              onPress={() => {
                const port = { node: card.id, port: name }
                onClose()
                store.setState({ adding: to === undefined ? { from: port } : { edge: port } })
              }}
            >
              {words.insertHere}
            </Button>
            {choosing === name ? (
              <TargetPicker
                scene={scene}
                label={words.target(portLabel(card.file, name, portWords))}
                onClose={() => setChoosing(null)}
                onPick={(target) => {
                  setChoosing(null)
                  if (target === null) commands.disconnect([`${card.id}.${name}`])
                  else commands.connect({ node: card.id, port: name }, target)
                }}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button onPress={onClose}>{words.close}</Button>
      </DialogActions>
    </Dialog>
  )
}

function TargetPicker(props: {
  readonly scene: Scene
  readonly label: string
  readonly onPick: (target: string | null) => void
  readonly onClose: () => void
}) {
  const words = useCanvasWords()
  const kinds = useKindWords()
  const [query, setQuery] = useState('')
  const asked = query.trim().toLowerCase()
  const found = [...props.scene.cards.values()].filter(({ id, file, summary }) =>
    `${id} ${kindLabel(kinds, file.kind)} ${summary}`.toLowerCase().includes(asked),
  )
  return (
    <Picker
      label={props.label}
      query={query}
      onQuery={setQuery}
      none={words.finderNone}
      items={[
        ...found.slice(0, mostOffered).map(({ id, file, summary }) => ({
          id,
          title: `${kindLabel(kinds, file.kind)} · ${id}`,
          icon: <KindIcon kind={file.kind} />,
          ...(summary === '' ? {} : { about: summary }),
        })),
        ...(asked === '' ? [{ id: '', title: words.toNowhere }] : []),
      ]}
      onPick={(id) => props.onPick(id === '' ? null : id)}
      onClose={props.onClose}
    />
  )
}
