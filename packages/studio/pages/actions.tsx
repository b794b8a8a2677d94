import { Pencil, Trash2 } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { type ActionFile, actionsOf } from '../actions/action-file.ts'
import { ActionList } from '../actions/action-list.tsx'
import styles from '../actions/actions.module.css'
import { RemoveAction, RenameAction } from '../actions/change-action.tsx'
import { CodeEditor, type CodePlace } from '../actions/code-editor.tsx'
import { FileProblems } from '../actions/file-problems.tsx'
import { NewAction } from '../actions/new-action.tsx'
import { RunPanel } from '../actions/run-panel.tsx'
import { UseInFlow } from '../actions/use-in-flow.tsx'
import { useMay } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import { usePaths } from '../source/hooks.ts'
import { Button, Empty, IconButton, Notice } from '../ui/index.ts'

const useWords = defineWords({
  en: {
    title: 'Actions',
    empty: 'No code yet, and none is needed',
    teach:
      'Flows write to Braze by themselves, with nodes of their own. An action is for everything else: it asks another system, or calls an endpoint of Braze that has no node.',
    choose: 'Open an action on the left',
    chooseText: 'Its code is edited here, and tried with a sample payload.',
    gone: 'This file is not there any more',
    goneText: 'Somebody removed or renamed it. The history of the solution has it.',
    add: 'New action',
    rename: 'Rename',
    remove: 'Remove',
    readOnly: 'You may read and try this code. Ask a developer to change it.',
    code: (path: string) => `Code of ${path}`,
  },
  ko: {
    title: '액션',
    empty: '아직 코드가 없고, 없어도 됩니다',
    teach:
      '플로는 전용 노드로 Braze에 직접 기록합니다. 액션은 그 밖의 일, 즉 다른 시스템에 묻거나 노드가 없는 Braze 엔드포인트를 호출할 때 씁니다.',
    choose: '왼쪽에서 액션을 여세요',
    chooseText: '여기에서 코드를 편집하고 샘플 페이로드로 실행해 봅니다.',
    gone: '이 파일은 더 이상 없습니다',
    goneText: '누군가 삭제했거나 이름을 바꿨습니다. 솔루션의 기록에 남아 있습니다.',
    add: '새 액션',
    rename: '이름 바꾸기',
    remove: '삭제',
    readOnly: '이 코드는 읽고 실행할 수 있습니다. 변경은 개발자에게 요청하세요.',
    code: (path: string) => `${path} 코드`,
  },
})

export function Component() {
  const words = useWords()
  const { action: opened } = useParams()
  const paths = usePaths()
  const mayEdit = useMay('action:edit')
  const [adding, setAdding] = useState(false)
  const actions = actionsOf(paths)
  const action = actions.find(({ name }) => name === opened) ?? null
  const path = action?.path ?? (opened !== undefined && paths.includes(opened) ? opened : null)
  const add = mayEdit ? () => setAdding(true) : null
  const offer = add === null ? null : <Button onPress={add}>{words.add}</Button>
  return (
    <div className={styles.page}>
      <ActionList onAdd={add} />
      {path !== null ? (
        <OpenFile key={path} path={path} action={action} mayEdit={mayEdit} />
      ) : opened !== undefined ? (
        <Empty title={words.gone}>{words.goneText}</Empty>
      ) : actions.length === 0 ? (
        <Empty title={words.empty} action={offer}>
          {words.teach}
        </Empty>
      ) : (
        <Empty title={words.choose}>{words.chooseText}</Empty>
      )}
      <NewAction open={adding} onClose={() => setAdding(false)} />
    </div>
  )
}

function OpenFile(props: { readonly path: string; readonly action: ActionFile | null; readonly mayEdit: boolean }) {
  const { path, action, mayEdit } = props
  const words = useWords()
  const { solution = '' } = useParams()
  const navigate = useNavigate()
  const mayTry = useMay('solution:edit')
  const [place, setPlace] = useState<CodePlace | null>(null)
  const [changing, setChanging] = useState<'rename' | 'remove' | null>(null)
  const show = useCallback(
    (file: string, line: number, column: number) => {
      if (file === path) setPlace((before) => ({ line, column, count: (before?.count ?? 0) + 1 }))
      else
        void navigate(
          `/s/${encodeURIComponent(solution)}/actions/${encodeURIComponent(actionsOf([file])[0]?.name ?? file)}`,
        )
    },
    [path, solution, navigate],
  )
  const close = (): void => setChanging(null)
  return (
    <>
      <section className={styles.middle} aria-label={path}>
        <div className={styles.bar}>
          <h1>{action?.name ?? path}</h1>
          {action === null || !mayEdit ? null : (
            <>
              <UseInFlow name={action.name} />
              <IconButton name={words.rename} onPress={() => setChanging('rename')}>
                <Pencil size={16} aria-hidden />
              </IconButton>
              <IconButton name={words.remove} onPress={() => setChanging('remove')}>
                <Trash2 size={16} aria-hidden />
              </IconButton>
            </>
          )}
        </div>
        <div className={styles.notices}>
          {mayEdit ? null : <Notice>{words.readOnly}</Notice>}
          <FileProblems path={path} onPlace={show} />
        </div>
        <CodeEditor path={path} label={words.code(path)} readOnly={!mayEdit} place={place} />
      </section>
      {action === null || !mayTry ? null : <RunPanel action={action} onPlace={show} />}
      {action !== null && changing === 'rename' ? <RenameAction action={action} onClose={close} /> : null}
      {action !== null && changing === 'remove' ? <RemoveAction action={action} onClose={close} /> : null}
    </>
  )
}
