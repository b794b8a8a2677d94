import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { OneTimeLink, Person } from '../api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { Button, Dialog, DialogActions, Notice } from '../ui/index.ts'
import { Confirm } from './confirm.tsx'
import { CopySecret } from './copy-secret.tsx'
import { RefusalNotice } from './refusal.tsx'
import { SessionList } from './session-list.tsx'
import { When } from './when.tsx'

export type PersonDeed = 'sessions' | 'link' | 'deactivate' | 'remove'

const useWords = defineWords({
  en: {
    close: 'Close',
    sessions: (name: string) => `Where ${name} is signed in`,
    link: (name: string) => `A new password for ${name}`,
    linkText: 'Pass it on to this person only. It is shown just now, and works once, until',
    linkLabel: 'Link',
    deactivate: (name: string) => `Deactivate ${name}?`,
    deactivateText: 'They are signed out everywhere and cannot come in, and their API keys stop. You can undo it.',
    deactivateButton: 'Deactivate',
    remove: (name: string) => `Remove ${name}?`,
    removeText: 'Their account, sessions and API keys are gone for good. What they did stays in the audit log.',
    removeButton: 'Remove',
  },
  ko: {
    close: '닫기',
    sessions: (name: string) => `${name} 님이 로그인한 곳`,
    link: (name: string) => `${name} 님의 새 비밀번호`,
    linkText: '이 사람에게만 전달하세요. 지금만 보이며 한 번만 쓸 수 있습니다. 기한:',
    linkLabel: '링크',
    deactivate: (name: string) => `${name} 님을 비활성화할까요?`,
    deactivateText: '모든 곳에서 로그아웃되고 들어올 수 없으며 API 키가 멈춥니다. 되돌릴 수 있습니다.',
    deactivateButton: '비활성화',
    remove: (name: string) => `${name} 님을 제거할까요?`,
    removeText: '계정, 세션, API 키가 완전히 사라집니다. 한 일은 감사 기록에 남습니다.',
    removeButton: '제거',
  },
})

interface Props {
  readonly person: Person
  readonly onClose: () => void
}

export function PersonDialog(props: Props & { readonly deed: PersonDeed; readonly onChange: () => Promise<unknown> }) {
  const words = useWords()
  const { person, deed, onClose, onChange } = props
  const path = `/people/${person.id}`
  if (deed === 'sessions')
    return (
      <Dialog title={words.sessions(person.name)} open onClose={onClose}>
        <SessionList path={`${path}/sessions`} />
        <DialogActions>
          <Button onPress={onClose}>{words.close}</Button>
        </DialogActions>
      </Dialog>
    )
  if (deed === 'link') return <PasswordLink person={person} onClose={onClose} />
  const isRemoval = deed === 'remove'
  return (
    <Confirm
      title={(isRemoval ? words.remove : words.deactivate)(person.name)}
      button={isRemoval ? words.removeButton : words.deactivateButton}
      onConfirm={async () => {
        if (isRemoval) await request<void>(path, { method: 'DELETE' })
        else await request<Person>(path, { method: 'PATCH', body: { active: false } })
        await onChange()
      }}
      onClose={onClose}
    >
      {isRemoval ? words.removeText : words.deactivateText}
    </Confirm>
  )
}

function PasswordLink({ person, onClose }: Props) {
  const words = useWords()
  const { mutate, data, error } = useMutation({
    mutationFn: (id: string) => request<OneTimeLink>(`/people/${id}/password-link`, { method: 'POST' }),
  })
  useEffect(() => mutate(person.id), [mutate, person.id])
  return (
    <Dialog title={words.link(person.name)} open onClose={onClose} firm>
      {error === null ? null : <RefusalNotice error={error} />}
      {data === undefined ? null : (
        <>
          <CopySecret label={words.linkLabel} text={data.link} />
          <Notice tone="warn">
            {words.linkText} <When at={data.expires_at} />.
          </Notice>
        </>
      )}
      <DialogActions>
        <Button kind="primary" onPress={onClose}>
          {words.close}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
