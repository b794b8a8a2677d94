import { useMutation } from '@tanstack/react-query'
import { MoreHorizontal } from 'lucide-react'
import { useState } from 'react'
import { type Role, roles } from '../api/access.ts'
import type { Person } from '../api.ts'
import { queries, useMe } from '../app/api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { IconButton, Menu, Select, Tag } from '../ui/index.ts'
import styles from './access.module.css'
import { type PersonDeed, PersonDialog } from './person-dialog.tsx'
import { RefusalNotice } from './refusal.tsx'
import { useRoleWords } from './role-words.ts'
import { When } from './when.tsx'

const useWords = defineWords({
  en: {
    caption: 'People of this Studio',
    name: 'Name',
    role: 'Role',
    roleOf: (name: string) => `Role of ${name}`,
    status: 'Status',
    active: 'Active',
    off: 'Deactivated',
    you: 'you',
    signedIn: 'Last signed in',
    never: 'never',
    more: (name: string) => `More about ${name}`,
    sessions: 'Where they are signed in',
    link: 'Link to a new password',
    deactivate: 'Deactivate',
    activate: 'Activate again',
    remove: 'Remove',
  },
  ko: {
    caption: '이 스튜디오의 사용자',
    name: '이름',
    role: '역할',
    roleOf: (name: string) => `${name} 님의 역할`,
    status: '상태',
    active: '활동 중',
    off: '비활성화됨',
    you: '나',
    signedIn: '마지막 로그인',
    never: '없음',
    more: (name: string) => `${name} 님 더 보기`,
    sessions: '로그인한 곳',
    link: '새 비밀번호 링크',
    deactivate: '비활성화',
    activate: '다시 활성화',
    remove: '제거',
  },
})

const changed = () => Promise.all(['people', 'me'].map((key) => queries.invalidateQueries({ queryKey: [key] })))

export function PeopleTable({ people }: { readonly people: readonly Person[] }) {
  const words = useWords()
  const roleWords = useRoleWords()
  const { data: me } = useMe()
  const [open, setOpen] = useState<{ readonly person: Person; readonly deed: PersonDeed } | null>(null)
  const change = useMutation({
    mutationFn: ({ id, ...body }: { id: string; role?: Role; active?: boolean }) =>
      request<Person>(`/people/${id}`, { method: 'PATCH', body }),
    onSuccess: changed,
  })
  return (
    <>
      {change.error === null ? null : <RefusalNotice error={change.error} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <section className={styles.scroll} aria-label={words.caption} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.role}</th>
              <th scope="col">{words.status}</th>
              <th scope="col">{words.signedIn}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.id} {...(person.active ? {} : { 'data-off': '' })}>
                <td>
                  <div className={styles.cellName}>
                    <strong>
                      {person.name} {person.id === me?.id ? <Tag tone="accent">{words.you}</Tag> : null}
                    </strong>
                    <span>{person.email}</span>
                  </div>
                </td>
                <td>
                  <Select
                    quiet
                    label={words.roleOf(person.name)}
                    value={person.role}
                    onChange={(role) => change.mutate({ id: person.id, role })}
                    options={roles.map((role) => ({
                      value: role,
                      label: roleWords[role].name,
                      hint: roleWords[role].may,
                    }))}
                  />
                </td>
                <td>
                  <Tag tone={person.active ? 'good' : 'warn'}>{person.active ? words.active : words.off}</Tag>
                </td>
                <td className={styles.nowrap}>
                  {person.signed_in_at === null ? words.never : <When at={person.signed_in_at} />}
                </td>
                <td className={styles.end}>
                  <Menu
                    label={words.more(person.name)}
                    trigger={
                      <IconButton name={words.more(person.name)}>
                        <MoreHorizontal size={18} aria-hidden />
                      </IconButton>
                    }
                    entries={[
                      { id: 'sessions', label: words.sessions, onSelect: () => setOpen({ person, deed: 'sessions' }) },
                      { id: 'link', label: words.link, onSelect: () => setOpen({ person, deed: 'link' }) },
                      'line',
                      person.active
                        ? {
                            id: 'off',
                            label: words.deactivate,
                            onSelect: () => setOpen({ person, deed: 'deactivate' }),
                          }
                        : {
                            id: 'on',
                            label: words.activate,
                            onSelect: () => change.mutate({ id: person.id, active: true }),
                          },
                      { id: 'remove', label: words.remove, onSelect: () => setOpen({ person, deed: 'remove' }) },
                    ]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {open === null ? null : <PersonDialog {...open} onChange={changed} onClose={() => setOpen(null)} />}
    </>
  )
}
