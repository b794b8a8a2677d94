import { ChevronRight, Ellipsis, Play, Plus } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import { reveal, useEditor } from '../editor/state.ts'
import { useFlowNames, useSource, useText } from '../source/hooks.ts'
import {
  Button,
  ConfirmDialog,
  Dialog,
  DialogActions,
  IconButton,
  Menu,
  TextField,
  toast,
  useCalled,
} from '../ui/index.ts'
import { idFrom } from '../variables/name.ts'
import { addFlow, copyFlow, flowNameForm, renameFlow, startOf, type Use, usesOf } from './flow-names.ts'
import styles from './flow-tabs.module.css'

const useWords = defineWords({
  en: {
    flows: 'Flows',
    add: 'Add a flow',
    menu: (flow: string) => `What to do with the flow ${flow}`,
    rename: 'Rename …',
    duplicate: 'Duplicate',
    remove: 'Remove …',
    name: 'Name of the flow',
    nameHint: 'A lower-case letter, then letters, digits and “_”.',
    badName: 'Begin with a lower-case letter; then lower-case letters, digits and “_”, up to 64.',
    takenName: 'There is a flow of that name already.',
    cancel: 'Cancel',
    save: 'Rename',
    startStays: (name: string) =>
      `solution.ts still begins with “${name}”. Somebody who may edit code has to change “start” there.`,
    renamed: (name: string) => `The flow is now called “${name}”. Calls and translations follow.`,
    isStart: 'Conversations begin here',
    problems: (count: number) => (count === 1 ? '1 error' : `${count} errors`),
    removeTitle: (name: string) => `Remove the flow “${name}”?`,
    removeText: 'Its nodes go with it. Undo brings it back.',
    usedTitle: (name: string) => `“${name}” is still in use`,
    usedText: 'These nodes run it. Change or remove them first.',
    startText: 'Conversations begin with it. Change “start” in solution.ts first.',
    path: 'Where you came from',
  },
  ko: {
    flows: '플로',
    add: '플로 추가',
    menu: (flow: string) => `${flow} 플로 메뉴`,
    rename: '이름 바꾸기 …',
    duplicate: '복제',
    remove: '삭제 …',
    name: '플로 이름',
    nameHint: '영문 소문자로 시작하고 영문 소문자, 숫자, “_”를 씁니다.',
    badName: '영문 소문자로 시작하고 영문 소문자, 숫자, “_”로 64자까지 쓰세요.',
    takenName: '같은 이름의 플로가 있습니다.',
    cancel: '취소',
    save: '이름 바꾸기',
    startStays: (name: string) =>
      `solution.ts는 여전히 “${name}”에서 시작합니다. 코드를 고칠 수 있는 사람이 “start”를 바꿔야 합니다.`,
    renamed: (name: string) => `플로 이름이 “${name}”(으)로 바뀌었습니다. 호출과 번역도 따라갑니다.`,
    isStart: '대화가 여기서 시작됩니다',
    problems: (count: number) => `오류 ${count}개`,
    removeTitle: (name: string) => `“${name}” 플로를 삭제할까요?`,
    removeText: '노드도 함께 삭제됩니다. 실행 취소로 되돌릴 수 있습니다.',
    usedTitle: (name: string) => `“${name}”은(는) 쓰이고 있습니다`,
    usedText: '이 노드들이 실행합니다. 먼저 바꾸거나 삭제하세요.',
    startText: '대화가 여기서 시작됩니다. 먼저 solution.ts의 “start”를 바꾸세요.',
    path: '지나온 길',
  },
})

type Open = (flow: string) => void

/** The flows of the solution, one of them open, and the way by which one came into it. */
export function FlowTabs(props: {
  readonly flow: string
  readonly trail: readonly Use[]
  readonly onOpen: Open
  readonly onBack: (depth: number) => void
  readonly onRenamed: (from: string, to: string) => void
}) {
  const { flow, trail, onOpen, onBack, onRenamed } = props
  const words = useWords()
  const names = useFlowNames()
  const source = useSource()
  const mayEdit = useMay('solution:edit')
  // The start is named by the code.
  useText('solution.ts')
  const start = startOf(source)
  return (
    <div className={styles.bar}>
      {trail.length === 0 ? null : (
        <nav aria-label={words.path} className={styles.trail}>
          {trail.map((step, depth) => (
            <span key={`${step.flow}.${step.node}`}>
              <button type="button" onClick={() => onBack(depth)}>
                {step.flow}
              </button>
              <ChevronRight size={14} aria-hidden />
            </span>
          ))}
          <span aria-current="page">{flow}</span>
        </nav>
      )}
      <nav aria-label={words.flows} className={styles.tabs}>
        {names.map((name) => (
          <span key={name} className={styles.tab} data-open={name === flow || undefined}>
            <button type="button" aria-current={name === flow ? 'page' : undefined} onClick={() => onOpen(name)}>
              {name === start ? (
                <span title={words.isStart}>
                  <Play size={12} aria-label={words.isStart} />
                </span>
              ) : null}
              {name}
              <ErrorCount flow={name} />
            </button>
            {name === flow && mayEdit ? (
              <FlowMenu flow={name} isStart={name === start} onOpen={onOpen} onRenamed={onRenamed} />
            ) : null}
          </span>
        ))}
      </nav>
      {mayEdit ? (
        <IconButton name={words.add} onPress={() => onOpen(addFlow(source))}>
          <Plus size={16} aria-hidden />
        </IconButton>
      ) : null}
    </div>
  )
}

function ErrorCount({ flow }: { readonly flow: string }) {
  const words = useWords()
  const count = useEditor(
    ({ problems }) => problems.filter(({ severity, place }) => severity === 'error' && place.flow === flow).length,
  )
  if (count === 0) return null
  return (
    <span className={styles.count} title={words.problems(count)}>
      {count}
    </span>
  )
}

function FlowMenu(props: {
  readonly flow: string
  readonly isStart: boolean
  readonly onOpen: Open
  readonly onRenamed: (from: string, to: string) => void
}) {
  const { flow, isStart, onOpen, onRenamed } = props
  const words = useWords()
  const source = useSource()
  const [dialog, setDialog] = useState<'rename' | 'remove' | null>(null)
  const close = (): void => setDialog(null)
  return (
    <>
      <Menu
        label={words.menu(flow)}
        trigger={
          <IconButton name={words.menu(flow)}>
            <Ellipsis size={16} aria-hidden />
          </IconButton>
        }
        entries={[
          { id: 'rename', label: words.rename, onSelect: () => setDialog('rename') },
          {
            id: 'duplicate',
            label: words.duplicate,
            onSelect: () => {
              const copy = copyFlow(source, flow)
              if (copy !== null) onOpen(copy)
            },
          },
          { id: 'remove', label: words.remove, onSelect: () => setDialog('remove') },
        ]}
      />
      {dialog === 'rename' ? <RenameDialog flow={flow} onRenamed={onRenamed} onClose={close} /> : null}
      {dialog === 'remove' ? <RemoveDialog flow={flow} isStart={isStart} onOpen={onOpen} onClose={close} /> : null}
    </>
  )
}

function RenameDialog(props: {
  readonly flow: string
  readonly onRenamed: (from: string, to: string) => void
  readonly onClose: () => void
}) {
  const { flow, onRenamed, onClose } = props
  const words = useWords()
  const source = useSource()
  const mayEditCode = useMay('action:edit')
  const [name, setName] = useState(flow)
  // Everyday words do.
  const id = idFrom(name)
  const called = useCalled(name, id)
  const isTaken = id !== flow && source.flowNames.includes(id)
  const error = !flowNameForm.test(id) ? (called.error ?? words.badName) : isTaken ? words.takenName : undefined
  function rename(): void {
    if (error !== undefined) return
    onClose()
    if (id === flow) return
    const done = renameFlow(source, flow, id, mayEditCode)
    onRenamed(flow, id)
    if (done === 'start-stays') toast(words.startStays(flow), 'warn')
    else toast(words.renamed(id), 'good')
  }
  return (
    <Dialog title={words.rename} open onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          rename()
        }}
      >
        <TextField
          label={words.name}
          value={name}
          onChange={setName}
          hint={called.hint ?? words.nameHint}
          error={error}
          autoFocus
        />
      </form>
      <DialogActions>
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button kind="primary" isDisabled={error !== undefined} onPress={rename}>
          {words.save}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function RemoveDialog(props: {
  readonly flow: string
  readonly isStart: boolean
  readonly onOpen: Open
  readonly onClose: () => void
}) {
  const { flow, isStart, onOpen, onClose } = props
  const words = useWords()
  const source = useSource()
  const uses = usesOf(source, flow)
  if (uses.length > 0 || isStart)
    return (
      <Dialog title={words.usedTitle(flow)} open onClose={onClose}>
        <p>{isStart ? words.startText : words.usedText}</p>
        <ul>
          {uses.map((use) => (
            <li key={`${use.flow}.${use.node}`}>
              <Button
                kind="quiet"
                onPress={() => {
                  onClose()
                  reveal(use.flow, use.node)
                }}
              >
                {use.flow} · {use.node}
              </Button>
            </li>
          ))}
        </ul>
        <DialogActions>
          <Button onPress={onClose}>{words.cancel}</Button>
        </DialogActions>
      </Dialog>
    )
  return (
    <ConfirmDialog
      title={words.removeTitle(flow)}
      open
      button={words.remove}
      onConfirm={() => {
        const next = source.flowNames.find((name) => name !== flow)
        source.putFlow(flow, null)
        onClose()
        if (next !== undefined) onOpen(next)
      }}
      onClose={onClose}
    >
      <p>{words.removeText}</p>
    </ConfirmDialog>
  )
}
