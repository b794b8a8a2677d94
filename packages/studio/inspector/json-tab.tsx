import { useState } from 'react'
import { useMay } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import type { NodeFile } from '../source/flow-file.ts'
import { useSource } from '../source/hooks.ts'
import { Button, Notice } from '../ui/index.ts'
import styles from './inspector.module.css'
import { readNode } from './node-json.ts'

const useWords = defineWords({
  en: {
    label: 'The node as JSON',
    apply: 'Apply',
    reset: 'Back to what is saved',
    applied: 'Applied.',
    changed: 'Somebody changed the node meanwhile. Applying replaces what they did.',
  },
  ko: {
    label: 'JSON으로 본 노드',
    apply: '적용',
    reset: '저장된 내용으로',
    applied: '적용했습니다.',
    changed: '그 사이 누군가 노드를 바꿨습니다. 적용하면 그 변경이 대체됩니다.',
  },
})

const printed = ({ meta: _, ...node }: NodeFile): string => JSON.stringify(node, null, 2)

/** A node as its file has it, for who knows the language. It is checked before it is taken over. */
export function JsonTab({ flow, id, node }: { readonly flow: string; readonly id: string; readonly node: NodeFile }) {
  const words = useWords()
  const store = useSource()
  const mayEdit = useMay('solution:edit')
  const [draft, setDraft] = useState<{ readonly text: string; readonly from: string } | null>(null)
  const [reason, setReason] = useState<string | null>(null)
  const saved = printed(node)
  async function apply(): Promise<void> {
    const read = await readNode(draft?.text ?? saved)
    if ('reason' in read) return setReason(read.reason)
    store.editNode(flow, id, (before) => ({
      ...read.node,
      ...(before.meta === undefined || read.node.meta !== undefined ? {} : { meta: before.meta }),
    }))
    setDraft(null)
    setReason(null)
  }
  return (
    <div className={styles.body}>
      <textarea
        className={styles.json}
        aria-label={words.label}
        spellCheck={false}
        readOnly={!mayEdit}
        value={draft?.text ?? saved}
        onChange={({ target }) => {
          setDraft({ text: target.value, from: draft?.from ?? saved })
          setReason(null)
        }}
      />
      {reason === null ? null : <Notice tone="bad">{reason}</Notice>}
      {draft !== null && draft.from !== saved ? <Notice tone="warn">{words.changed}</Notice> : null}
      {mayEdit ? (
        <div className={styles.actions}>
          <Button kind="primary" isDisabled={draft === null} onPress={() => void apply()}>
            {words.apply}
          </Button>
          <Button
            isDisabled={draft === null}
            onPress={() => {
              setDraft(null)
              setReason(null)
            }}
          >
            {words.reset}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
