import { useEffect, useState } from 'react'
import { defineWords } from '../app/words.ts'
import { Select, TextField } from '../ui/index.ts'
import styles from './access.module.css'
import { useActionName } from './action-name.ts'

export interface AuditFilter {
  readonly action: string
  readonly actor: string
  readonly subject: string
  readonly outcome: string
  readonly from: string
  readonly to: string
}

export const noFilter: AuditFilter = { action: '', actor: '', subject: '', outcome: '', from: '', to: '' }

/** The filter as the server takes it: without what is empty. */
export const queryOf = (filter: AuditFilter): { readonly [name: string]: string } =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''))

const useWords = defineWords({
  en: {
    action: 'What',
    anything: 'Everything',
    actor: 'Who',
    subject: 'On what',
    outcome: 'Outcome',
    any: 'Any',
    done: 'Done',
    refused: 'Refused',
    from: 'From',
    to: 'To',
  },
  ko: {
    action: '한 일',
    anything: '전체',
    actor: '사람',
    subject: '대상',
    outcome: '결과',
    any: '전체',
    done: '완료',
    refused: '거절됨',
    from: '시작일',
    to: '종료일',
  },
})

/** How long somebody pauses before what they typed is looked for. */
const pauseMs = 300

export function AuditFilters(props: {
  readonly filter: AuditFilter
  readonly onChange: (filter: AuditFilter) => void
  readonly actions: readonly string[]
}) {
  const words = useWords()
  const nameOf = useActionName()
  const { filter, onChange } = props
  const set = (change: Partial<AuditFilter>) => onChange({ ...filter, ...change })
  return (
    <search className={styles.filters}>
      <Select
        label={words.action}
        value={filter.action === '' ? 'all' : filter.action}
        onChange={(action) => set({ action: action === 'all' ? '' : action })}
        options={[
          { value: 'all', label: words.anything },
          ...props.actions.map((action) => ({ value: action, label: nameOf(action) })),
        ]}
      />
      <Typed label={words.actor} value={filter.actor} onSettle={(actor) => set({ actor })} />
      <Typed label={words.subject} value={filter.subject} onSettle={(subject) => set({ subject })} />
      <Select
        label={words.outcome}
        value={filter.outcome === '' ? 'any' : filter.outcome}
        onChange={(outcome) => set({ outcome: outcome === 'any' ? '' : outcome })}
        options={[
          { value: 'any', label: words.any },
          { value: 'done', label: words.done },
          { value: 'refused', label: words.refused },
        ]}
      />
      <label className={styles.date}>
        {words.from}
        <input
          type="date"
          value={filter.from}
          max={filter.to}
          onChange={(event) => set({ from: event.target.value })}
        />
      </label>
      <label className={styles.date}>
        {words.to}
        <input type="date" value={filter.to} min={filter.from} onChange={(event) => set({ to: event.target.value })} />
      </label>
    </search>
  )
}

function Typed(props: { readonly label: string; readonly value: string; readonly onSettle: (value: string) => void }) {
  const { label, value, onSettle } = props
  const [text, setText] = useState(value)
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onSettle(text.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [text, value, onSettle])
  return <TextField label={label} value={text} onChange={setText} type="search" />
}
