import { Pencil, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Link, useParams } from 'react-router'
import { actionsOf } from '../actions/action-file.ts'
import { useMay } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import { useEditor } from '../editor/state.ts'
import { useSaid } from '../problems/said.ts'
import { usePaths, useSource } from '../source/hooks.ts'
import { Button, Empty, IconButton, Tag } from '../ui/index.ts'
import uiStyles from '../ui/ui.module.css'
import { useSurroundings } from '../worker/client.ts'
import styles from './braze.module.css'
import { EditMapping, type MappingEdit } from './edit-mapping.tsx'
import { useFieldWords } from './field-words.ts'
import {
  type CodeRow,
  callsInCode,
  type HappeningRow,
  happeningsOf,
  type MappedValue,
  type MappingRow,
  mappingOf,
} from './mapping.ts'
import { useFlows } from './use-flows.ts'
import { useShowNode } from './use-show-node.ts'

const useWords = defineWords({
  en: {
    what: 'Everything that this solution writes to the profiles in Braze.',
    add: 'Add an attribute',
    none: 'Nothing is written to Braze yet',
    teach:
      'Choose what Braze should learn from the chat: an attribute of the profile, and the variable that holds its value. The node that writes it is made for you.',
    attribute: 'Attribute in Braze',
    field: 'Field',
    value: 'From',
    node: 'Written by',
    problems: 'Problems',
    custom: 'custom attribute',
    free: 'no data point',
    removed: 'is removed',
    report: 'Report settings',
    edit: (name: string) => `Edit ${name}`,
    change: 'Change',
    fine: 'none',
    happenings: 'Events and purchases',
    kind: 'Kind',
    event: 'event',
    purchase: 'purchase',
    name: 'Name in Braze',
    properties: 'Properties',
    code: 'Written by code',
    codeWhat: 'What these actions write is decided by their code; open one to see it.',
    action: 'Action',
    endpoints: 'Calls',
  },
  ko: {
    what: '이 솔루션이 Braze 프로필에 기록하는 모든 것입니다.',
    add: '속성 추가',
    none: '아직 Braze에 기록하는 것이 없습니다',
    teach:
      '대화에서 Braze가 알아야 할 것을 고르세요. 프로필 속성과 그 값이 든 변수를 고르면 기록하는 노드가 만들어집니다.',
    attribute: 'Braze 속성',
    field: '필드',
    value: '값',
    node: '기록하는 곳',
    problems: '문제',
    custom: '사용자 지정 속성',
    free: '데이터 포인트 없음',
    removed: '삭제됨',
    report: '보고 설정',
    edit: (name: string) => `${name} 편집`,
    change: '편집',
    fine: '없음',
    happenings: '이벤트와 구매',
    kind: '종류',
    event: '이벤트',
    purchase: '구매',
    name: 'Braze의 이름',
    properties: '속성',
    code: '코드가 기록하는 것',
    codeWhat: '무엇을 기록할지는 이 액션들의 코드가 정합니다. 열어서 확인하세요.',
    action: '액션',
    endpoints: '호출',
  },
})

/** Which attribute of Braze comes from where. */
export function MappingTable() {
  const words = useWords()
  const { solution = '' } = useParams()
  const mayEdit = useMay('solution:edit')
  const flows = useFlows()
  const problems = useEditor((state) => state.problems)
  const { data } = useSurroundings(solution)
  const report = data?.more?.report
  const rows = useMemo(() => mappingOf(flows, report, problems), [flows, report, problems])
  const happenings = useMemo(() => happeningsOf(flows), [flows])
  const calls = useCalls()
  const [edit, setEdit] = useState<MappingEdit | null>(null)
  const add = (
    <Button kind="primary" onPress={() => setEdit({ kind: 'add' })} isDisabled={!mayEdit}>
      <Plus size={16} aria-hidden /> {words.add}
    </Button>
  )
  return (
    <div className={styles.tab}>
      {rows.length + happenings.length + calls.length === 0 ? (
        <Empty title={words.none} action={add}>
          {words.teach}
        </Empty>
      ) : (
        <>
          <div className={styles.row}>
            <p style={{ flex: 1, margin: 0 }}>{words.what}</p>
            {add}
          </div>
          <Attributes rows={rows} mayEdit={mayEdit} onEdit={setEdit} />
          <Happenings rows={happenings} />
          <Calls rows={calls} />
        </>
      )}
      {edit === null ? null : <EditMapping edit={edit} onClose={() => setEdit(null)} />}
    </div>
  )
}

function Attributes(props: {
  readonly rows: readonly MappingRow[]
  readonly mayEdit: boolean
  readonly onEdit: (edit: MappingEdit) => void
}) {
  const words = useWords()
  const say = useSaid()
  const { rows, mayEdit, onEdit } = props
  if (rows.length === 0) return null
  return (
    <div className={styles.scroll}>
      <table className={uiStyles.table}>
        <thead>
          <tr>
            <th scope="col">{words.attribute}</th>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.value}</th>
            <th scope="col">{words.node}</th>
            <th scope="col">{words.problems}</th>
            <th scope="col">{words.change}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <code>{row.attribute}</code>
              </th>
              <td>
                <FieldCell row={row} />
              </td>
              <td>
                <ValueCell value={row.value} />
              </td>
              <td>
                <PlaceCell row={row} />
              </td>
              <td>
                {row.problems.length === 0
                  ? words.fine
                  : row.problems
                      .map((problem) => ({ ...problem, ...say(problem) }))
                      .map(({ code, severity, reason, repair }) => (
                        <div key={`${code} ${reason}`} className={severity === 'error' ? styles.bad : styles.warn}>
                          {reason} {repair}
                        </div>
                      ))}
              </td>
              <td>
                {row.direct && mayEdit ? (
                  <IconButton name={words.edit(row.attribute)} onPress={() => onEdit({ kind: 'change', row })}>
                    <Pencil size={16} aria-hidden />
                  </IconButton>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function FieldCell({ row: { field } }: { readonly row: MappingRow }) {
  const words = useWords()
  const fields = useFieldWords()
  if (field === null) return <Tag>{words.custom}</Tag>
  const type = typeof field.type === 'string' ? fields[field.type] : field.type.join(', ')
  return (
    <>
      {type} {field.billed ? null : <Tag tone="good">{words.free}</Tag>}
    </>
  )
}

function ValueCell({ value }: { readonly value: MappedValue }) {
  const words = useWords()
  if (value.kind === 'remove') return <>{words.removed}</>
  if (value.kind === 'logic') return <code>{value.cel}</code>
  return (
    <>
      <Tag>{value.operation}</Tag> <code>{value.cel}</code>
    </>
  )
}

function PlaceCell({ row: { place } }: { readonly row: MappingRow }) {
  const words = useWords()
  const { solution = '' } = useParams()
  const show = useShowNode()
  if (place === null) return <Link to={`/s/${encodeURIComponent(solution)}/settings`}>{words.report}</Link>
  return (
    <button type="button" className={styles.link} onClick={() => show(place.flow, place.node, 'attributes')}>
      {place.flow} / {place.node}
    </button>
  )
}

function useCalls(): readonly CodeRow[] {
  const store = useSource()
  const paths = usePaths()
  return useMemo(() => callsInCode(paths.map((path) => [path, store.text(path) ?? ''])), [store, paths])
}

function Calls({ rows }: { readonly rows: readonly CodeRow[] }) {
  const words = useWords()
  const { solution = '' } = useParams()
  if (rows.length === 0) return null
  return (
    <section aria-label={words.code} className={styles.scroll}>
      <h2>{words.code}</h2>
      <p className={styles.hint}>{words.codeWhat}</p>
      <table className={uiStyles.table}>
        <thead>
          <tr>
            <th scope="col">{words.action}</th>
            <th scope="col">{words.endpoints}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ path, endpoints }) => (
            <tr key={path}>
              <th scope="row">
                <Link to={`/s/${encodeURIComponent(solution)}/actions/${encodeURIComponent(nameOf(path))}`}>
                  {nameOf(path)}
                </Link>
              </th>
              <td>
                <code>{endpoints.join(', ')}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const nameOf = (path: string): string => actionsOf([path])[0]?.name ?? path

function Happenings({ rows }: { readonly rows: readonly HappeningRow[] }) {
  const words = useWords()
  const show = useShowNode()
  if (rows.length === 0) return null
  return (
    <section aria-label={words.happenings} className={styles.scroll}>
      <h2>{words.happenings}</h2>
      <table className={uiStyles.table}>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.properties}</th>
            <th scope="col">{words.node}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, kind, name, properties, flow, node }) => (
            <tr key={key}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>{words[kind]}</td>
              <td>{properties.join(', ')}</td>
              <td>
                <button
                  type="button"
                  className={styles.link}
                  onClick={() => show(flow, node, kind === 'event' ? 'events' : 'purchases')}
                >
                  {flow} / {node}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
