import { useState } from 'react'
import type { FolderAnswer, FolderDoneAnswer, FolderSide } from '../api/source.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { Button, Dialog, DialogActions, ErrorNotice, Select, Tag, toast } from '../ui/index.ts'
import styles from './together.module.css'

const useWords = defineWords({
  en: {
    title: 'The folder and the Studio',
    intro: (folder: string) => `What differs from ${folder}:`,
    here: 'changed here',
    folder: 'changed in the folder',
    both: 'changed on both sides',
    added: { here: 'only here', folder: 'only in the folder' },
    stays: (path: string) => `Which ${path} is to stay?`,
    later: 'Decide later',
    mine: 'The one from here',
    theirs: 'The one from the folder',
    unsure: 'Say first which one is to stay of the files that changed on both sides.',
    save: 'Save to the folder',
    take: 'Take over the folder’s changes',
    saved: (count: number) =>
      count === 1 ? 'One file was written to the folder.' : `${count} files were written to the folder.`,
    taken: (count: number) =>
      count === 1 ? 'One file was taken over from the folder.' : `${count} files were taken over from the folder.`,
    skipped: 'Files of the folder that are left alone',
    close: 'Close',
  },
  ko: {
    title: '폴더와 스튜디오',
    intro: (folder: string) => `${folder} 폴더와 다른 점:`,
    here: '여기서 변경됨',
    folder: '폴더에서 변경됨',
    both: '양쪽에서 변경됨',
    added: { here: '여기에만 있음', folder: '폴더에만 있음' },
    stays: (path: string) => `${path}: 어느 쪽을 남길까요?`,
    later: '나중에 결정',
    mine: '여기 있는 것',
    theirs: '폴더에 있는 것',
    unsure: '양쪽에서 변경된 파일은 어느 쪽을 남길지 먼저 정하세요.',
    save: '폴더에 저장',
    take: '폴더의 변경 가져오기',
    saved: (count: number) => `파일 ${count}개를 폴더에 썼습니다.`,
    taken: (count: number) => `폴더에서 파일 ${count}개를 가져왔습니다.`,
    skipped: '그대로 두는 폴더의 파일',
    close: '닫기',
  },
})

/** File by file what differs, which side is to stay where both changed, and the two ways to go. */
export function FolderDialog(props: {
  readonly path: string
  readonly state: FolderAnswer
  readonly onDone: () => void
  readonly onClose: () => void
}) {
  const words = useWords()
  const { path, state, onDone, onClose } = props
  const [choices, setChoices] = useState<{ readonly [path: string]: FolderSide }>({})
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const unsure = state.changes.filter((file) => file.changed === 'both' && choices[file.path] === undefined)
  const sideOf = (file: FolderAnswer['changes'][number]) =>
    file.changed === 'both' ? choices[file.path] : file.changed
  const toSave = state.changes.filter((file) => sideOf(file) === 'here')
  const toTake = state.changes.filter((file) => sideOf(file) === 'folder')
  const go = (way: 'save' | 'take') => {
    setBusy(true)
    setError(null)
    request<FolderDoneAnswer>(`${path}/${way}`, { body: { choices } })
      .then(({ saved, taken }) => {
        if (saved.length > 0) toast(words.saved(saved.length), 'good')
        if (taken.length > 0) toast(words.taken(taken.length), 'good')
        onDone()
        onClose()
      }, setError)
      .finally(() => setBusy(false))
  }
  return (
    <Dialog title={words.title} open wide onClose={onClose}>
      <p>{words.intro(state.folder)}</p>
      <ul className={styles.files}>
        {state.changes.map((file) => (
          <li key={file.path}>
            <code>{file.path}</code> <Tag tone={file.changed === 'both' ? 'warn' : 'plain'}>{words[file.changed]}</Tag>
            {file.only === undefined ? null : <Tag>{words.added[file.only]}</Tag>}
            {file.changed === 'both' ? (
              <Select
                label={words.stays(file.path)}
                value={choices[file.path] ?? 'later'}
                options={[
                  { value: 'later', label: words.later },
                  { value: 'here', label: words.mine },
                  { value: 'folder', label: words.theirs },
                ]}
                onChange={(value) => {
                  const { [file.path]: _, ...others } = choices
                  setChoices(value === 'later' ? others : { ...others, [file.path]: value as FolderSide })
                }}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {state.skipped.length === 0 ? null : (
        <details>
          <summary>{words.skipped}</summary>
          <ul>
            {state.skipped.map(({ path: each, reason }) => (
              <li key={each}>
                <code>{each}</code> {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
      {unsure.length > 0 ? <p className={styles.quiet}>{words.unsure}</p> : null}
      {error === null ? null : <ErrorNotice error={error} />}
      <DialogActions>
        <Button onPress={onClose}>{words.close}</Button>
        <Button onPress={() => go('take')} isDisabled={isBusy || unsure.length > 0 || toTake.length === 0}>
          {words.take}
        </Button>
        <Button
          kind="primary"
          onPress={() => go('save')}
          isDisabled={isBusy || unsure.length > 0 || toSave.length === 0}
        >
          {words.save}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
