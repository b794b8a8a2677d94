import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Role, roles } from '../api/access.ts'
import type { OneTimeLink } from '../api.ts'
import { queries } from '../app/api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { Button, Dialog, DialogActions, Notice, Select, TextField } from '../ui/index.ts'
import styles from './access.module.css'
import { CopySecret } from './copy-secret.tsx'
import { RefusalNotice } from './refusal.tsx'
import { useRoleWords } from './role-words.ts'
import { When } from './when.tsx'

const useWords = defineWords({
  en: {
    title: 'Invite somebody',
    email: 'Their e-mail address',
    emailHint: 'They sign in with it. Nothing is sent: you get a link to pass on.',
    role: 'Role',
    make: 'Make the link',
    cancel: 'Cancel',
    done: 'Done',
    link: (email: string) => `Link for ${email}`,
    once: 'Pass it on to this person only: whoever opens it first gets the account. It is shown just now, and works once, until',
  },
  ko: {
    title: '초대하기',
    email: '초대할 사람의 이메일 주소',
    emailHint: '로그인할 때 씁니다. 메일은 보내지 않으며, 전달할 링크를 드립니다.',
    role: '역할',
    make: '링크 만들기',
    cancel: '취소',
    done: '완료',
    link: (email: string) => `${email} 님의 링크`,
    once: '이 사람에게만 전달하세요. 먼저 여는 사람이 계정을 갖습니다. 지금만 보이며 한 번만 쓸 수 있습니다. 기한:',
  },
})

export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords()
  const roleWords = useRoleWords()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('designer')
  const invite = useMutation({
    mutationFn: () => request<OneTimeLink>('/people/invitations', { body: { email, role } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people'] }),
  })
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (email.includes('@') && !invite.isPending) invite.mutate()
  }
  return (
    <Dialog title={words.title} open onClose={onClose} firm={invite.data !== undefined}>
      {invite.data === undefined ? (
        <form className={styles.form} onSubmit={submit}>
          <TextField
            label={words.email}
            hint={words.emailHint}
            value={email}
            onChange={setEmail}
            type="email"
            autoComplete="off"
            required
            autoFocus
          />
          <Select
            label={words.role}
            value={role}
            onChange={setRole}
            options={roles.map((each) => ({ value: each, label: roleWords[each].name, hint: roleWords[each].may }))}
            hint={roleWords[role].may}
          />
          {invite.error === null ? null : <RefusalNotice error={invite.error} />}
          <DialogActions>
            <Button onPress={onClose}>{words.cancel}</Button>
            <Button kind="primary" type="submit" isDisabled={!email.includes('@') || invite.isPending}>
              {words.make}
            </Button>
          </DialogActions>
        </form>
      ) : (
        <>
          <CopySecret label={words.link(email)} text={invite.data.link} />
          <Notice tone="warn">
            {words.once} <When at={invite.data.expires_at} />.
          </Notice>
          <DialogActions>
            <Button kind="primary" onPress={onClose}>
              {words.done}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  )
}
