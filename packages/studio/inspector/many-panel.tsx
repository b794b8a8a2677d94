import { Trash2 } from 'lucide-react'
import { useMay } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import { removeNodes } from '../canvas/edit.ts'
import { KindIcon } from '../canvas/kind-icon.tsx'
import { select } from '../editor/state.ts'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import { useSource } from '../source/hooks.ts'
import type { Json } from '../source/json.ts'
import { Button, Select, TextField } from '../ui/index.ts'
import styles from './inspector.module.css'

const useWords = defineWords({
  en: {
    title: (count: number) => `${count} nodes`,
    hint: 'What you change here changes in all of them.',
    note: 'Note',
    differs: 'They differ',
    mode: 'Wait for the outcome',
    await: 'Wait',
    queue: 'Go on at once',
    timeout: 'At most this long',
    tries: 'Tries',
    remove: (count: number) => `Remove all ${count}`,
    only: (id: string) => `Select only ${id}`,
  },
  ko: {
    title: (count: number) => `노드 ${count}개`,
    hint: '여기서 바꾸면 모두 바뀝니다.',
    note: '메모',
    differs: '서로 다름',
    mode: '결과 대기',
    await: '기다림',
    queue: '바로 진행',
    timeout: '최대 시간',
    tries: '시도 횟수',
    remove: (count: number) => `${count}개 모두 삭제`,
    only: (id: string) => `${id}만 선택`,
  },
})

/** What several nodes share, changed in all of them at once. */
export function ManyPanel({
  flow,
  file,
  ids,
}: {
  readonly flow: string
  readonly file: FlowFile
  readonly ids: readonly string[]
}) {
  const words = useWords()
  const store = useSource()
  const mayEdit = useMay('solution:edit')
  const nodes = ids.flatMap((id) => file.nodes[id] ?? [])
  const calls = nodes.every(({ kind }) => kind === 'action' || (kind.startsWith('braze-') && kind !== 'braze-look-up'))
  const asks = nodes.every(({ kind }) => kind === 'ask')
  const shared = (member: string): Json | undefined => {
    const [first, ...others] = nodes.map((node) => node[member])
    return others.every((value) => value === first) ? first : undefined
  }
  const differs = (member: string): boolean => new Set(nodes.map((node) => node[member])).size > 1
  function put(member: string, value: Json | undefined, typed: boolean): void {
    const change = ({ [member]: _, ...node }: NodeFile): NodeFile =>
      (value === undefined ? node : { ...node, [member]: value }) as NodeFile
    store.editFlow(
      flow,
      (before) => ({
        ...before,
        nodes: {
          ...before.nodes,
          ...Object.fromEntries(
            ids.flatMap((id) => (before.nodes[id] === undefined ? [] : [[id, change(before.nodes[id])]])),
          ),
        },
      }),
      typed ? { merge: `${flow}/many/${member}` } : {},
    )
  }
  const text = (member: string, label: string) => (
    <TextField
      label={label}
      value={String(shared(member) ?? '')}
      disabled={!mayEdit}
      onChange={(value) =>
        put(member, value === '' ? undefined : member === 'tries' && /^\d+$/.test(value) ? Number(value) : value, true)
      }
      {...(differs(member) ? { placeholder: words.differs } : {})}
    />
  )
  return (
    <>
      <h2>{words.title(ids.length)}</h2>
      <p style={{ margin: 0 }}>{words.hint}</p>
      <ul className={styles.uses}>
        {ids.slice(0, 50).map((id) => (
          <li key={id}>
            <button type="button" className={styles.use} aria-label={words.only(id)} onClick={() => select([id])}>
              <KindIcon kind={file.nodes[id]?.kind ?? ''} size={14} /> {id}
            </button>
          </li>
        ))}
      </ul>
      {text('note', words.note)}
      {asks ? text('tries', words.tries) : null}
      {calls ? (
        <>
          <Select
            label={words.mode}
            value={differs('mode') ? null : shared('mode') === 'queue' ? 'queue' : 'await'}
            placeholder={words.differs}
            disabled={!mayEdit}
            options={[
              { value: 'await', label: words.await },
              { value: 'queue', label: words.queue },
            ]}
            onChange={(mode) => put('mode', mode === 'await' ? undefined : mode, false)}
          />
          {text('timeout', words.timeout)}
        </>
      ) : null}
      {mayEdit ? (
        <Button
          kind="danger"
          onPress={() => {
            store.editFlow(flow, (before) => removeNodes(before, ids))
            select([])
          }}
        >
          <Trash2 size={16} aria-hidden /> {words.remove(ids.length)}
        </Button>
      ) : null}
    </>
  )
}
