import { Search } from 'lucide-react'
import { useState } from 'react'
import { Button, Select, TextField } from '../ui/index.ts'
import { readTranscriptParams } from './filter.ts'
import { useAddress } from './filter-bar.tsx'
import styles from './report.module.css'
import { useWords } from './words.ts'

const everything = '*'
const statuses = ['completed', 'abandoned', 'open', 'handed-over'] as const

/** What narrows the list of transcripts besides the filters of reports. `nodes`: `flow.node`, to choose from. */
export function TranscriptFilters({ nodes }: { readonly nodes: readonly string[] }) {
  const words = useWords()
  const { params, change } = useAddress()
  const { status, node, at, rating } = readTranscriptParams(params)
  const all = node === null || nodes.includes(node) ? nodes : [node, ...nodes]
  return (
    <>
      <Select
        label={words.status}
        value={statuses.find((each) => each === status) ?? everything}
        options={[
          { value: everything, label: words.all },
          ...statuses.map((each) => ({ value: each, label: words.statuses[each] })),
        ]}
        onChange={(value) => change({ status: value === everything ? null : value })}
      />
      <Select
        label={words.nodeFilter}
        value={node ?? everything}
        options={[{ value: everything, label: words.all }, ...all.map((each) => ({ value: each, label: each }))]}
        onChange={(value) => change(value === everything ? { node: null, at: null } : { node: value })}
      />
      {node === null ? null : (
        <Select
          label={node}
          value={at ?? everything}
          options={[
            { value: everything, label: words.nodeAll },
            { value: 'stopped', label: words.nodeStopped },
            { value: 'here', label: words.nodeHere },
          ]}
          onChange={(value) => change({ at: value === everything ? null : value })}
        />
      )}
      <Select
        label={words.rating}
        value={rating ?? everything}
        options={[
          { value: everything, label: words.all },
          ...Array.from({ length: 10 }, (_, index) => ({ value: String(index + 1), label: String(index + 1) })),
        ]}
        onChange={(value) => change({ rating: value === everything ? null : value })}
      />
    </>
  )
}

/** Looked for when it is sent: each search reads all that was said in that time. */
export function TextSearch() {
  const words = useWords()
  const { params, change } = useAddress()
  const given = params.get('text') ?? ''
  const [draft, setDraft] = useState({ text: given, of: given })
  const text = draft.of === given ? draft.text : given
  return (
    <form
      className={styles.search}
      onSubmit={(event) => {
        event.preventDefault()
        change({ text: text.trim() })
      }}
    >
      <TextField
        label={words.search}
        quiet
        placeholder={words.search}
        type="search"
        value={text}
        onChange={(next) => setDraft({ text: next, of: given })}
        hint={words.searchHint}
      />
      <Button type="submit">
        <Search size={16} aria-hidden /> {words.find}
      </Button>
    </form>
  )
}
