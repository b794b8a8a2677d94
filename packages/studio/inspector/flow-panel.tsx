import { useState } from 'react'
import { useMay } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import { FieldProblems } from '../fields/field-problems.tsx'
import { Fields, Section, useField, useProblems } from '../fields/form.tsx'
import { TextSetting } from '../fields/settings.tsx'
import { LocaleSetting } from '../inspector/answers/locale.tsx'
import type { FlowFile } from '../source/flow-file.ts'
import { Empty, Select, Tabs } from '../ui/index.ts'
import { Variables } from '../variables/variables.tsx'
import { ActionsPanel } from './actions-panel.tsx'
import { IdleSetting } from './forms/idle.tsx'
import { GroupsPanel } from './groups-panel.tsx'
import styles from './inspector.module.css'
import { MenuSetting, ResumeSetting } from './menu-setting.tsx'
import { FlowForm } from './node-form.tsx'
import { OtherMembers } from './other-members.tsx'
import { SecretsPanel } from './secrets-panel.tsx'
import { TextsPanel } from './texts-panel.tsx'
import { UnderstandingSetting } from './understanding-setting.tsx'

const useWords = defineWords({
  en: {
    title: (flow: string) => `Flow ${flow}`,
    tabs: 'Panels of the flow',
    flow: 'Flow',
    variables: 'Variables',
    more: 'Solution',
    start: 'Begins with',
    note: 'What this flow is for',
    silent: 'When nobody answers',
    menu: 'Menu',
    resume: 'When somebody comes back',
    understanding: 'What free words may mean',
    problems: 'Problems of the flow',
    empty: 'An empty flow',
    emptyText: 'Add a node on the canvas, or press N there: begin with a message or a question.',
  },
  ko: {
    title: (flow: string) => `플로 ${flow}`,
    tabs: '플로 패널',
    flow: '플로',
    variables: '변수',
    more: '솔루션',
    start: '시작 노드',
    note: '이 플로의 목적',
    silent: '답이 없을 때',
    menu: '메뉴',
    resume: '다시 돌아왔을 때',
    understanding: '자유로운 말의 뜻',
    problems: '플로의 문제',
    empty: '빈 플로',
    emptyText: '캔버스에서 노드를 추가하거나 N을 누르세요. 메시지나 질문으로 시작해 보세요.',
  },
})

/** What is edited above, elsewhere, or by nobody. */
const flowMembers = [
  '$schema',
  'format',
  'start',
  'locale',
  'variables',
  'idle',
  'menu',
  'resume',
  'understanding',
  'note',
  'meta',
  'nodes',
]

/** Nothing is selected: the flow's own settings, its variables, and what the solution has. */
export function FlowPanel({ flow, file }: { readonly flow: string; readonly file: FlowFile }) {
  const words = useWords()
  const mayEdit = useMay('solution:edit')
  const [tab, setTab] = useState('flow')
  const isEmpty = Object.keys(file.nodes).length === 0
  return (
    <FlowForm flow={flow} file={file}>
      <h2>{words.title(flow)}</h2>
      <Tabs
        label={words.tabs}
        selected={tab}
        onSelect={setTab}
        tabs={[
          {
            id: 'flow',
            label: words.flow,
            content: (
              <fieldset disabled={!mayEdit} className={styles.fieldset}>
                <div className={styles.body}>
                  {isEmpty ? <Empty title={words.empty}>{words.emptyText}</Empty> : null}
                  <FlowSettings file={file} flow={flow} />
                </div>
              </fieldset>
            ),
          },
          { id: 'variables', label: words.variables, content: <Variables flow={flow} file={file} /> },
          {
            id: 'solution',
            label: words.more,
            content: (
              <div className={styles.body}>
                <TextsPanel />
                <ActionsPanel />
                <SecretsPanel />
                <GroupsPanel flow={flow} file={file} />
              </div>
            ),
          },
        ]}
      />
    </FlowForm>
  )
}

function FlowSettings({ flow, file }: { readonly flow: string; readonly file: FlowFile }) {
  const words = useWords()
  const start = useField(['start'])
  const problems = useProblems(flow, null).filter(({ place }) => place.field === undefined)
  const ids = Object.keys(file.nodes)
  const isGone = file.start !== '' && !ids.includes(file.start)
  return (
    <Fields>
      <FieldProblems problems={problems} />
      <div data-field="start">
        <Select
          label={words.start}
          value={file.start === '' ? null : file.start}
          disabled={start.readOnly || ids.length === 0}
          options={[...ids, ...(isGone ? [file.start] : [])].map((value) => ({ value, label: value }))}
          error={start.problems[0]?.reason}
          onChange={(id) => start.set(id)}
        />
      </div>
      <TextSetting path={['note']} label={words.note} area optional />
      <LocaleSetting path={['locale']} />
      <Section title={words.understanding} open={file.understanding !== undefined}>
        <UnderstandingSetting />
      </Section>
      <Section title={words.silent} open={file.idle !== undefined}>
        <IdleSetting />
      </Section>
      <Section title={words.menu} open={file.menu !== undefined}>
        <MenuSetting />
      </Section>
      <Section title={words.resume} open={file.resume !== undefined}>
        <ResumeSetting />
      </Section>
      <OtherMembers path={[]} edited={flowMembers} />
    </Fields>
  )
}
