import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { Entry } from '../access/entry.tsx'
import { JoinForm } from '../access/join-form.tsx'
import { forgetLinkToken, useLinkToken } from '../access/link-token.ts'
import { RefusalNotice } from '../access/refusal.tsx'
import { useRoleWords } from '../access/role-words.ts'
import type { InvitationView } from '../api.ts'
import { queries } from '../app/api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { Notice, Working } from '../ui/index.ts'

const useWords = defineWords({
  en: {
    join: 'You are invited',
    joinText: (role: string) => `Make your account. Your role is ${role}.`,
    joinButton: 'Make my account',
    renew: 'A new password',
    renewText: (name: string) => `${name}, choose a new password. Everywhere else you are signed out.`,
    renewButton: 'Save and sign in',
    incomplete: 'This link is not complete. Open it exactly as you were given it.',
    looking: 'Looking at the link …',
  },
  ko: {
    join: '초대받으셨습니다',
    joinText: (role: string) => `계정을 만드세요. 역할은 ${role}입니다.`,
    joinButton: '내 계정 만들기',
    renew: '새 비밀번호',
    renewText: (name: string) => `${name} 님, 새 비밀번호를 정하세요. 다른 곳에서는 로그아웃됩니다.`,
    renewButton: '저장하고 로그인',
    incomplete: '링크가 온전하지 않습니다. 받은 그대로 여세요.',
    looking: '링크를 확인하는 중 …',
  },
})

export function Component() {
  const words = useWords()
  const roles = useRoleWords()
  const navigate = useNavigate()
  const token = useLinkToken('invitation')
  const look = useQuery({
    queryKey: ['invitation', token],
    enabled: token !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => request<InvitationView>('/invitation/look', { body: { token } }),
  })
  function enter(): void {
    forgetLinkToken('invitation')
    queries.clear()
    void navigate('/', { replace: true })
  }
  const found = look.data
  return (
    <Entry title={found?.kind === 'password' ? words.renew : words.join}>
      {token === null ? <Notice tone="bad">{words.incomplete}</Notice> : null}
      {look.error === null ? null : <RefusalNotice error={look.error} />}
      {token !== null && look.isPending ? <Working label={words.looking} /> : null}
      {token === null || found === undefined ? null : (
        <>
          <p style={{ margin: 0 }}>
            {found.kind === 'password'
              ? words.renewText(found.name ?? found.email)
              : words.joinText(roles[found.role].name)}
          </p>
          <JoinForm
            path="/invitation"
            token={token}
            email={found.email}
            {...(found.name === null ? {} : { name: found.name })}
            button={found.kind === 'password' ? words.renewButton : words.joinButton}
            onDone={enter}
          />
        </>
      )}
    </Entry>
  )
}
