import { useMay } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import { putStickers } from '../canvas/edit.ts'
import fieldStyles from '../fields/fields.module.css'
import type { FlowFile } from '../source/flow-file.ts'
import { useSource } from '../source/hooks.ts'
import { TextField } from '../ui/index.ts'

const useWords = defineWords({
  en: {
    title: 'Groups and notes',
    none: 'Select nodes on the canvas and group them to keep large flows readable.',
    group: 'Group',
    note: 'Note',
  },
  ko: {
    title: '묶음과 메모',
    none: '캔버스에서 노드를 선택해 묶으면 큰 플로도 읽기 쉽습니다.',
    group: '묶음',
    note: '메모',
  },
})

/** The frames and notes on the canvas, by their words. */
export function GroupsPanel({ flow, file }: { readonly flow: string; readonly file: FlowFile }) {
  const words = useWords()
  const store = useSource()
  const mayEdit = useMay('solution:edit')
  const stickers = Object.entries(file.meta?.studio?.stickers ?? {})
  return (
    <section className={fieldStyles.fields} aria-label={words.title}>
      <h3>{words.title}</h3>
      {stickers.length === 0 ? <p className={fieldStyles.hint}>{words.none}</p> : null}
      {stickers.map(([id, sticker]) => (
        <TextField
          key={id}
          label={sticker.kind === 'group' ? words.group : words.note}
          value={sticker.text}
          area={sticker.kind === 'note'}
          disabled={!mayEdit}
          onChange={(text) =>
            store.editFlow(flow, (before) => putStickers(before, { [id]: { ...sticker, text } }), {
              merge: `${flow}/sticker/${id}`,
            })
          }
        />
      ))}
    </section>
  )
}
