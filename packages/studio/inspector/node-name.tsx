import { useState } from 'react'
import { useMay } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import { useEditor } from '../editor/state.ts'
import type { FlowFile } from '../source/flow-file.ts'
import { useSource } from '../source/hooks.ts'
import { TextField, useCalled } from '../ui/index.ts'
import { idFrom, isId } from '../variables/name.ts'
import { renameNodeEverywhere } from './rename-everywhere.ts'

const useWords = defineWords({
  en: {
    name: 'Name of the node',
    wrong: 'Write small letters, digits and _ only, beginning with a letter.',
    taken: 'Another node of this flow has this name.',
  },
  ko: {
    name: '노드 이름',
    wrong: '영문 소문자, 숫자, _ 만 쓰고 문자로 시작하세요.',
    taken: '이 플로의 다른 노드가 이 이름을 쓰고 있습니다.',
  },
})

/** No member of a node is called so. */
const place = '#name'

/** The id of a node. It is taken over when the field is left: everything that names the node follows. */
export function NodeName({ flow, file, id }: { readonly flow: string; readonly file: FlowFile; readonly id: string }) {
  const words = useWords()
  const store = useSource()
  const mayEdit = useMay('solution:edit')
  const [draft, setDraft] = useState<string | null>(null)
  const name = draft ?? id
  // Everyday words do.
  const wanted = idFrom(name)
  const called = useCalled(name, wanted)
  const isTaken = wanted !== id && Object.hasOwn(file.nodes, wanted)
  const wrong = !isId(wanted) ? (called.error ?? words.wrong) : isTaken ? words.taken : undefined
  function commit(staysHere: boolean): void {
    const to = draft === null ? id : wanted
    setDraft(null)
    if (to === id || !isId(to) || Object.hasOwn(file.nodes, to)) return
    void renameNodeEverywhere(store, flow, id, to).then(() =>
      useEditor.setState(({ selection, focus }) => ({
        ...(selection.has(id) ? { selection: new Set([...selection].map((each) => (each === id ? to : each))) } : {}),
        // The panel of the new name is another one: the keyboard comes along.
        ...(staysHere ? { focus: { node: to, field: place, count: (focus?.count ?? 0) + 1 } } : {}),
      })),
    )
  }
  return (
    <form
      data-field={place}
      onSubmit={(event) => {
        event.preventDefault()
        commit(true)
      }}
    >
      <TextField
        label={words.name}
        quiet
        value={name}
        onChange={setDraft}
        onBlur={() => commit(false)}
        disabled={!mayEdit}
        hint={called.hint}
        error={draft === null ? undefined : wrong}
      />
    </form>
  )
}
