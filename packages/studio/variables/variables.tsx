import { Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useMay } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import fieldStyles from '../fields/fields.module.css'
import { useForm } from '../fields/form.tsx'
import { NewVariable } from '../fields/variable-setting.tsx'
import styles from '../inspector/inspector.module.css'
import type { FlowFile } from '../source/flow-file.ts'
import { Button, Empty, TextField } from '../ui/index.ts'
import { usesIn } from './uses.ts'
import { Variable } from './variable.tsx'

const useWords = defineWords({
  en: {
    add: 'Add a variable',
    search: 'Find a variable',
    none: 'No variables yet',
    noneText: 'A variable keeps what a person answers, so that later texts can say it. A question makes one by itself.',
    nothing: 'No variable is called that.',
  },
  ko: {
    add: '변수 추가',
    search: '변수 찾기',
    none: '아직 변수가 없습니다',
    noneText: '변수는 사람의 답을 담아 두어 뒤의 글에서 말할 수 있게 합니다. 질문을 만들면 저절로 생깁니다.',
    nothing: '그런 이름의 변수가 없습니다.',
  },
})

/** So many are shown before one has to search. */
const mostShown = 200

/** The variables of a flow: what each holds and where it is used. */
export function Variables({ flow, file }: { readonly flow: string; readonly file: FlowFile }) {
  const words = useWords()
  const mayEdit = useMay('solution:edit')
  const { readOnly } = useForm()
  const [query, setQuery] = useState('')
  const [isAdding, setAdding] = useState(false)
  const uses = useMemo(() => usesIn(file), [file])
  const all = Object.entries(file.variables ?? {})
  const shown = all.filter(([name]) => name.includes(query.trim().toLowerCase())).slice(0, mostShown)
  return (
    <div className={styles.body}>
      {all.length > 8 ? (
        <TextField
          label={words.search}
          type="search"
          value={query}
          onChange={setQuery}
          quiet
          placeholder={words.search}
        />
      ) : null}
      {all.length === 0 ? <Empty title={words.none}>{words.noneText}</Empty> : null}
      {all.length > 0 && shown.length === 0 ? <p className={fieldStyles.hint}>{words.nothing}</p> : null}
      <fieldset disabled={!mayEdit} className={styles.fieldset}>
        {shown.map(([name]) => (
          <Variable key={name} flow={flow} file={file} name={name} uses={uses.get(name) ?? []} />
        ))}
      </fieldset>
      {readOnly ? null : (
        <Button onPress={() => setAdding(true)}>
          <Plus size={16} aria-hidden /> {words.add}
        </Button>
      )}
      {isAdding ? (
        <NewVariable flow={flow} name="" type="text" onClose={() => setAdding(false)} onCreated={() => {}} />
      ) : null}
    </div>
  )
}
