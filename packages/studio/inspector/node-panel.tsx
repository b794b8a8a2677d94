import { AlertTriangle, MoreVertical, XCircle } from 'lucide-react'
import { useMay } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import { removeNodes, startAt } from '../canvas/edit.ts'
import { KindIcon } from '../canvas/kind-icon.tsx'
import { kindNames } from '../canvas/kind-view.ts'
import { useKindWords } from '../canvas/kind-words.ts'
import { reveal, select, useEditor } from '../editor/state.ts'
import { FieldProblems } from '../fields/field-problems.tsx'
import { useProblems } from '../fields/form.tsx'
import { TextSetting } from '../fields/settings.tsx'
import type { FlowFile } from '../source/flow-file.ts'
import { useSource } from '../source/hooks.ts'
import { IconButton, Menu, Notice, Select, Tabs, Tag } from '../ui/index.ts'
import { changeKind } from './change-kind.ts'
import { forms } from './forms/forms.ts'
import { formMembers, sharedMembers } from './forms/members.ts'
import styles from './inspector.module.css'
import { JsonTab } from './json-tab.tsx'
import { NodeForm } from './node-form.tsx'
import { NodeName } from './node-name.tsx'
import { OtherMembers } from './other-members.tsx'
import { Ports } from './ports.tsx'

const useWords = defineWords({
  en: {
    kind: 'Kind of node',
    more: 'More',
    start: 'Begin the flow here',
    isStart: 'The flow begins here',
    remove: 'Remove the node',
    tabs: 'Settings of the node',
    settings: 'Settings',
    json: 'As JSON',
    note: 'Note for your colleagues',
    problems: 'Problems of this node',
    unknown: (kind: string) =>
      `This Studio does not know nodes of the kind “${kind}”. Choose another kind, or edit it as JSON.`,
    readOnly: 'You may look at this solution, and not change it.',
  },
  ko: {
    kind: '노드 종류',
    more: '더 보기',
    start: '여기서 플로 시작',
    isStart: '플로가 여기서 시작됩니다',
    remove: '노드 삭제',
    tabs: '노드 설정',
    settings: '설정',
    json: 'JSON으로',
    note: '동료를 위한 메모',
    problems: '이 노드의 문제',
    unknown: (kind: string) =>
      `이 스튜디오는 “${kind}” 종류의 노드를 모릅니다. 다른 종류를 고르거나 JSON으로 편집하세요.`,
    readOnly: '이 솔루션은 볼 수만 있고 바꿀 수 없습니다.',
  },
})

/** One node: what it is, what is wrong with it, its settings, where it leads. */
export function NodePanel({ flow, file, id }: { readonly flow: string; readonly file: FlowFile; readonly id: string }) {
  const words = useWords()
  const kindWords = useKindWords()
  const store = useSource()
  const mayEdit = useMay('solution:edit')
  const node = file.nodes[id]
  if (node === undefined) return null
  const kind = kindNames.find((name) => name === node.kind)
  const Form = kind === undefined ? null : forms[kind]
  const remove = () => {
    store.editFlow(flow, (before) => removeNodes(before, [id]))
    select([])
  }
  return (
    <NodeForm flow={flow} id={id} node={node}>
      <div className={styles.head}>
        <div className={styles.title}>
          <KindIcon kind={node.kind} size={20} />
          <NodeName flow={flow} file={file} id={id} />
          <Menu
            label={words.more}
            trigger={
              <IconButton name={words.more}>
                <MoreVertical size={18} aria-hidden />
              </IconButton>
            }
            entries={[
              {
                id: 'start',
                label: words.start,
                disabled: !mayEdit || file.start === id,
                onSelect: () => store.editFlow(flow, (before) => startAt(before, id)),
              },
              { id: 'remove', label: words.remove, disabled: !mayEdit, onSelect: remove },
            ]}
          />
        </div>
        {file.start === id ? <Tag tone="accent">{words.isStart}</Tag> : null}
        {mayEdit ? null : <Notice>{words.readOnly}</Notice>}
        <Select
          label={words.kind}
          quiet
          value={kind ?? null}
          disabled={!mayEdit}
          options={kindNames.map((value) => ({ value, label: kindWords[value].label, hint: kindWords[value].about }))}
          onChange={(to) => store.editFlow(flow, (before) => changeKind(before, id, to))}
        />
        <NodeProblems flow={flow} id={id} />
      </div>
      <Tabs
        label={words.tabs}
        tabs={[
          {
            id: 'settings',
            label: words.settings,
            content: (
              <fieldset disabled={!mayEdit} className={styles.fieldset}>
                <div className={styles.body}>
                  {Form === null ? <Notice tone="warn">{words.unknown(node.kind)}</Notice> : <Form key={node.kind} />}
                  {kind === undefined ? null : (
                    <OtherMembers path={[]} edited={[...formMembers[kind], ...sharedMembers]} />
                  )}
                  <Ports flow={flow} file={file} id={id} />
                  <TextSetting path={['note']} label={words.note} area optional />
                </div>
              </fieldset>
            ),
          },
          { id: 'json', label: words.json, content: <JsonTab flow={flow} id={id} node={node} /> },
        ]}
      />
    </NodeForm>
  )
}

/** Everything that is wrong here; each leads to its field. */
function NodeProblems({ flow, id }: { readonly flow: string; readonly id: string }) {
  const words = useWords()
  const problems = useProblems(flow, id)
  const shown = useEditor((state) => state.flow)
  if (problems.length === 0) return null
  const nowhere = problems.filter(({ place }) => place.field === undefined)
  const somewhere = problems.filter(({ place }) => place.field !== undefined)
  return (
    <>
      <FieldProblems problems={nowhere} />
      <ul className={styles.problems} aria-label={words.problems}>
        {somewhere.map(({ code, severity, reason, place }) => (
          <li key={`${code} ${place.field ?? ''} ${reason}`}>
            <button
              type="button"
              className={styles.problem}
              data-severity={severity}
              onClick={() => reveal(shown, id, place.field ?? '')}
            >
              {severity === 'error' ? <XCircle size={15} aria-hidden /> : <AlertTriangle size={15} aria-hidden />}
              {reason}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
