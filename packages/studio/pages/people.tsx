import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import styles from '../access/access.module.css'
import { InvitationTable } from '../access/invitation-table.tsx'
import { InviteDialog } from '../access/invite-dialog.tsx'
import { AccessPage } from '../access/page.tsx'
import { PeopleTable } from '../access/people-table.tsx'
import { RefusalNotice } from '../access/refusal.tsx'
import { RoleMatrix } from '../access/role-matrix.tsx'
import type { People } from '../api.ts'
import { useMay } from '../app/api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { Button, Notice, Working } from '../ui/index.ts'

const useWords = defineWords({
  en: {
    title: 'People',
    text: 'Who works in this Studio, and what each of them may do.',
    invite: 'Invite somebody',
    loading: 'Loading the people …',
    alone: 'You are the only one here. Invite the people you work with: each gets a link that works once.',
    invited: 'Invited, not here yet',
    roles: 'What the roles may do',
  },
  ko: {
    title: '사용자',
    text: '이 스튜디오에서 일하는 사람과 각자의 권한입니다.',
    invite: '초대하기',
    loading: '사용자를 불러오는 중 …',
    alone: '아직 혼자입니다. 함께 일할 사람을 초대하세요. 한 번만 쓸 수 있는 링크가 만들어집니다.',
    invited: '초대했지만 아직 오지 않은 사람',
    roles: '역할별 권한',
  },
})

export function Component() {
  const words = useWords()
  const may = useMay('access:manage')
  const [isInviting, setInviting] = useState(false)
  const list = useQuery({ queryKey: ['people'], queryFn: () => request<People>('/people'), enabled: may })
  return (
    <AccessPage
      title={words.title}
      text={words.text}
      needs="access:manage"
      action={
        <Button kind="primary" onPress={() => setInviting(true)}>
          <UserPlus size={16} aria-hidden /> {words.invite}
        </Button>
      }
    >
      {list.isPending ? <Working label={words.loading} /> : null}
      {list.error === null ? null : <RefusalNotice error={list.error} />}
      {list.data === undefined ? null : (
        <>
          {list.data.people.length === 1 && list.data.invitations.length === 0 ? <Notice>{words.alone}</Notice> : null}
          <PeopleTable people={list.data.people} />
          {list.data.invitations.length === 0 ? null : (
            <section className={styles.section} aria-label={words.invited}>
              <h2>{words.invited}</h2>
              <InvitationTable invitations={list.data.invitations} />
            </section>
          )}
        </>
      )}
      <section className={styles.section} aria-label={words.roles}>
        <h2>{words.roles}</h2>
        <RoleMatrix />
      </section>
      {isInviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </AccessPage>
  )
}
