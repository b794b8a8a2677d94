import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { defineWords } from '../app/words.ts'
import { reveal } from '../editor/state.ts'
import { usePaths, useSource } from '../source/hooks.ts'
import {
  Button,
  ConfirmDialog,
  Dialog,
  DialogActions,
  Notice,
  Select,
  TextField,
  toast,
  useCalled,
} from '../ui/index.ts'
import { type ActionFile, actionsOf, nameFault, nameFrom, removeAction, renameAction, usesIn } from './action-file.ts'
import { useNameWords } from './name-words.ts'

const useWords = defineWords({
  en: {
    rename: (name: string) => `Rename ${name}`,
    name: 'New name',
    renames: (count: number) => (count === 0 ? 'No flow uses it.' : `${count} nodes that use it are changed too.`),
    doRename: 'Rename',
    remove: (name: string) => `Remove ${name}?`,
    unused: 'No flow uses it. You can take this back with undo.',
    used: 'These nodes use it:',
    instead: 'What should they run instead?',
    nothing: 'Leave them; they show a problem until you mend them',
    doRemove: 'Remove the action',
    cancel: 'Cancel',
    removed: (name: string) => `${name} is removed.`,
  },
  ko: {
    rename: (name: string) => `${name} 이름 바꾸기`,
    name: '새 이름',
    renames: (count: number) =>
      count === 0 ? '사용하는 플로가 없습니다.' : `사용하는 노드 ${count}개도 함께 바뀝니다.`,
    doRename: '이름 바꾸기',
    remove: (name: string) => `${name}을(를) 삭제할까요?`,
    unused: '사용하는 플로가 없습니다. 실행 취소로 되돌릴 수 있습니다.',
    used: '다음 노드가 사용합니다:',
    instead: '대신 무엇을 실행할까요?',
    nothing: '그대로 두기 (고칠 때까지 문제로 표시됩니다)',
    doRemove: '액션 삭제',
    cancel: '취소',
    removed: (name: string) => `${name}을(를) 삭제했습니다.`,
  },
})

interface Props {
  readonly action: ActionFile
  readonly onClose: () => void
}

export function RenameAction({ action, onClose }: Props) {
  const words = useWords()
  const faults = useNameWords()
  const store = useSource()
  const { solution = '' } = useParams()
  const navigate = useNavigate()
  const others = actionsOf(usePaths()).map(({ name }) => name)
  const [written, setWritten] = useState(action.name)
  const name = nameFrom(written, action.language)
  const called = useCalled(written, name)
  const fault = name === action.name ? null : nameFault(name, action.language, others)
  function rename(): void {
    if (fault !== null) return
    if (name !== action.name) renameAction(store, action, name)
    onClose()
    void navigate(`/s/${encodeURIComponent(solution)}/actions/${encodeURIComponent(name)}`, { replace: true })
  }
  return (
    <Dialog title={words.rename(action.name)} open onClose={onClose}>
      <TextField
        label={words.name}
        value={written}
        onChange={setWritten}
        hint={[called.hint, words.renames(usesIn(store, action.name).length)].join(' ')}
        error={called.error ?? (fault === null ? undefined : faults[fault])}
        autoFocus
      />
      <DialogActions>
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button kind="primary" onPress={rename}>
          {words.doRename}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

const leave = ' '

/** Says where it is used, and offers something in its place, before it is gone. */
export function RemoveAction({ action, onClose }: Props) {
  const words = useWords()
  const store = useSource()
  const { solution = '' } = useParams()
  const navigate = useNavigate()
  const uses = usesIn(store, action.name)
  const others = actionsOf(usePaths()).filter(({ name }) => name !== action.name)
  const [instead, setInstead] = useState(leave)
  const base = `/s/${encodeURIComponent(solution)}`
  function remove(): void {
    removeAction(store, action, instead === leave ? null : instead)
    onClose()
    toast(words.removed(action.name))
    void navigate(`${base}/actions`, { replace: true })
  }
  function show(flow: string, node: string): void {
    reveal(flow, node)
    void navigate(`${base}/flows/${encodeURIComponent(flow)}`)
  }
  const options = [{ value: leave, label: words.nothing }, ...others.map(({ name }) => ({ value: name, label: name }))]
  return (
    <ConfirmDialog title={words.remove(action.name)} open button={words.doRemove} onConfirm={remove} onClose={onClose}>
      {uses.length === 0 ? (
        <p>{words.unused}</p>
      ) : (
        <>
          <Notice tone="warn">
            {words.used}
            <ul>
              {uses.map(({ flow, node }) => (
                <li key={`${flow}.${node}`}>
                  <Button kind="quiet" onPress={() => show(flow, node)}>
                    {flow} / {node}
                  </Button>
                </li>
              ))}
            </ul>
          </Notice>
          <Select label={words.instead} value={instead} options={options} onChange={setInstead} />
        </>
      )}
    </ConfirmDialog>
  )
}
