import { useState } from 'react'
import type { FlowFile } from '../source/flow-file.ts'
import { Dialog } from '../ui/index.ts'
import { type Found, find } from './finding.ts'
import { KindIcon } from './kind-icon.tsx'
import { kindLabel } from './kind-text.ts'
import { useKindWords } from './kind-words.ts'
import { Picker } from './picker.tsx'
import { useCanvasWords } from './words.ts'

/** Search over all flows: what is picked is gone to. */
export function Finder(props: {
  readonly flows: () => Iterable<readonly [string, FlowFile]>
  readonly onPick: (found: Found) => void
  readonly onClose: () => void
}) {
  const words = useCanvasWords()
  const kinds = useKindWords()
  const [query, setQuery] = useState('')
  const label = (kind: string): string =>
    ({ flow: words.finderFlow, note: words.noteKind, group: words.groupKind })[kind] ?? kindLabel(kinds, kind)
  const found = find(props.flows(), query, label)
  return (
    <Dialog title={words.find} open onClose={props.onClose}>
      <Picker
        label={words.finderLabel}
        query={query}
        onQuery={setQuery}
        none={query.trim() === '' ? words.finderHint : words.finderNone}
        items={found.map(({ flow, node, kind, title }, index) => ({
          id: String(index),
          title: `${label(kind)} · ${node ?? title}`,
          about: node === undefined ? flow : `${flow} · ${title}`,
          icon: <KindIcon kind={kind} />,
        }))}
        onPick={(id) => {
          const chosen = found[Number(id)]
          if (chosen !== undefined) props.onPick(chosen)
        }}
        onClose={props.onClose}
      />
    </Dialog>
  )
}
