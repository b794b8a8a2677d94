import { useDeferredValue, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { ActionTemplate } from '../api.ts'
import { defineWords } from '../app/words.ts'
import { usePaths, useSource } from '../source/hooks.ts'
import {
  Button,
  Dialog,
  DialogActions,
  ErrorNotice,
  Select,
  Tabs,
  Tag,
  TextField,
  useCalled,
  Working,
} from '../ui/index.ts'
import {
  type ActionLanguage,
  actionPath,
  actionsOf,
  freeName,
  nameFault,
  nameFrom,
  plainAction,
} from './action-file.ts'
import styles from './actions.module.css'
import { useNameWords } from './name-words.ts'
import { findTemplates } from './template-search.ts'
import { useTemplates } from './templates.ts'

const useWords = defineWords({
  en: {
    title: 'New action',
    what: 'An action is code on the server that a flow runs: it looks something up or sends something on, and ends in an outcome.',
    plain: 'Empty',
    braze: 'Call Braze',
    language: 'Language',
    search: 'What should it do?',
    searchHint: 'A word, an endpoint or a path: “delete”, users.track, /canvas/trigger',
    loading: 'Fetching the endpoints …',
    found: (count: number) => (count === 1 ? '1 endpoint' : `${count} endpoints`),
    nothing: 'No endpoint of Braze does that. Try another word, or begin with an empty action.',
    deprecated: 'old',
    name: 'Name',
    nameHint: 'What flows call it by.',
    add: 'Add the action',
    cancel: 'Cancel',
    choose: 'Choose an endpoint first.',
  },
  ko: {
    title: '새 액션',
    what: '액션은 플로가 서버에서 실행하는 코드입니다. 무언가를 조회하거나 전달하고 결과(outcome)로 끝납니다.',
    plain: '빈 액션',
    braze: 'Braze 호출',
    language: '언어',
    search: '무엇을 해야 하나요?',
    searchHint: '단어, 엔드포인트 또는 경로: “delete”, users.track, /canvas/trigger',
    loading: '엔드포인트를 가져오는 중 …',
    found: (count: number) => `엔드포인트 ${count}개`,
    nothing: '해당하는 Braze 엔드포인트가 없습니다. 다른 단어로 찾거나 빈 액션으로 시작하세요.',
    deprecated: '구버전',
    name: '이름',
    nameHint: '플로에서 부르는 이름입니다.',
    add: '액션 추가',
    cancel: '취소',
    choose: '먼저 엔드포인트를 고르세요.',
  },
})

/** Makes an action: an empty one, or one that calls an endpoint of Braze. */
export function NewAction({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const words = useWords()
  return (
    <Dialog title={words.title} open={open} onClose={onClose} wide>
      {open ? <Form onClose={onClose} /> : null}
    </Dialog>
  )
}

function Form({ onClose }: { readonly onClose: () => void }) {
  const words = useWords()
  const faults = useNameWords()
  const store = useSource()
  const { solution = '' } = useParams()
  const navigate = useNavigate()
  const others = actionsOf(usePaths()).map(({ name }) => name)
  const [from, setFrom] = useState('braze')
  const [language, setLanguage] = useState<ActionLanguage>('typescript')
  const [template, setTemplate] = useState<ActionTemplate | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const written: ActionLanguage = from === 'braze' ? 'typescript' : language
  const proposed = freeName(from === 'braze' ? (template?.name ?? 'call-braze') : 'my-action', others)
  // Everyday words do.
  const name = typed === null ? proposed : nameFrom(typed, written)
  const called = useCalled(typed ?? name, name)
  const fault = nameFault(name, written, others)
  const missing = from === 'braze' && template === null

  function add(): void {
    setAsked(true)
    if (fault !== null || missing) return
    const text = from === 'braze' ? (template?.text ?? '') : plainAction(name, language)
    store.putText(actionPath(name, written), text)
    onClose()
    void navigate(`/s/${encodeURIComponent(solution)}/actions/${encodeURIComponent(name)}`)
  }

  const languages = [
    { value: 'typescript', label: 'TypeScript' },
    { value: 'python', label: 'Python' },
  ] as const
  return (
    <>
      <p>{words.what}</p>
      <Tabs
        label={words.title}
        selected={from}
        onSelect={setFrom}
        tabs={[
          { id: 'braze', label: words.braze, content: <Templates chosen={template} onChoose={setTemplate} /> },
          {
            id: 'plain',
            label: words.plain,
            content: <Select label={words.language} value={language} options={languages} onChange={setLanguage} />,
          },
        ]}
      />
      <TextField
        label={words.name}
        hint={called.hint ?? words.nameHint}
        value={typed ?? name}
        onChange={setTyped}
        error={
          called.error ??
          (fault !== null && (asked || typed !== null) ? faults[fault] : asked && missing ? words.choose : undefined)
        }
      />
      <DialogActions>
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button kind="primary" onPress={add}>
          {words.add}
        </Button>
      </DialogActions>
    </>
  )
}

function Templates(props: {
  readonly chosen: ActionTemplate | null
  readonly onChoose: (template: ActionTemplate) => void
}) {
  const words = useWords()
  const { data, error } = useTemplates()
  const [search, setSearch] = useState('')
  const found = findTemplates(data?.templates ?? [], useDeferredValue(search))
  return (
    <div className={styles.run} style={{ border: 0, padding: '12px 0' }}>
      <TextField label={words.search} hint={words.searchHint} type="search" value={search} onChange={setSearch} />
      {error === null ? null : <ErrorNotice error={error} />}
      {data === undefined && error === null ? <Working label={words.loading} /> : null}
      <div role="status">
        {data === undefined ? '' : found.length === 0 ? words.nothing : words.found(found.length)}
      </div>
      <ul className={styles.templates}>
        {found.map((template) => (
          <li key={template.id}>
            <button
              type="button"
              className={styles.template}
              aria-pressed={props.chosen?.id === template.id}
              onClick={() => props.onChoose(template)}
            >
              <span className={styles.row}>
                <strong>{template.id}</strong>
                {template.deprecated === null ? null : <Tag tone="warn">{words.deprecated}</Tag>}
              </span>
              <span>{template.what}</span>
              <code>
                {template.method} {template.path}
              </code>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
