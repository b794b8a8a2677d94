import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import styles from '../access/access.module.css'
import { AccessPage } from '../access/page.tsx'
import { NewPasswordField, newPasswordFault, PasswordField } from '../access/password-field.tsx'
import { RefusalNotice } from '../access/refusal.tsx'
import { useRoleWords } from '../access/role-words.ts'
import { SessionList } from '../access/session-list.tsx'
import type { Me } from '../api.ts'
import { queries, useMe } from '../app/api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { Button, Notice, Tag, TextField, toast } from '../ui/index.ts'

const useWords = defineWords({
  en: {
    title: 'My account',
    text: 'Your name, your password, and where you are signed in.',
    about: 'About me',
    name: 'Name',
    email: 'E-mail address',
    role: 'Role',
    save: 'Save the name',
    saved: 'Saved.',
    password: 'Password',
    current: 'Present password',
    next: 'New password',
    change: 'Change the password',
    changed: 'The password is changed. Everywhere else you are signed out.',
    noPassword: 'You sign in with your provider and have no password here.',
    sessions: 'Where I am signed in',
    sessionsText: 'A session ends after 12 hours without use, and after 14 days in any case.',
    endOthers: 'Sign out everywhere else',
    ended: 'Everywhere else you are signed out.',
  },
  ko: {
    title: '내 계정',
    text: '이름과 비밀번호, 로그인한 곳을 관리합니다.',
    about: '내 정보',
    name: '이름',
    email: '이메일 주소',
    role: '역할',
    save: '이름 저장',
    saved: '저장했습니다.',
    password: '비밀번호',
    current: '현재 비밀번호',
    next: '새 비밀번호',
    change: '비밀번호 변경',
    changed: '비밀번호를 바꿨습니다. 다른 곳에서는 로그아웃되었습니다.',
    noPassword: '로그인 제공자로 로그인하므로 이곳에는 비밀번호가 없습니다.',
    sessions: '로그인한 곳',
    sessionsText: '세션은 12시간 동안 쓰지 않으면, 늦어도 14일 뒤에는 끝납니다.',
    endOthers: '다른 곳에서 모두 로그아웃',
    ended: '다른 곳에서 모두 로그아웃했습니다.',
  },
})

export function Component() {
  const words = useWords()
  const { data: me } = useMe()
  const endOthers = useMutation({
    mutationFn: () => request<void>('/account/sessions', { method: 'DELETE' }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['sessions'] })
      toast(words.ended, 'good')
    },
  })
  if (me === undefined) return null
  return (
    <AccessPage title={words.title} text={words.text} narrow>
      <About me={me} />
      <section className={styles.section} aria-label={words.password}>
        <h2>{words.password}</h2>
        {me.has_password ? <ChangePassword me={me} /> : <Notice>{words.noPassword}</Notice>}
      </section>
      <section className={styles.section} aria-label={words.sessions}>
        <h2>{words.sessions}</h2>
        <p className={styles.muted} style={{ margin: 0 }}>
          {words.sessionsText}
        </p>
        <SessionList path="/account/sessions" />
        <div className={styles.row}>
          <Button onPress={() => endOthers.mutate()} isDisabled={endOthers.isPending}>
            {words.endOthers}
          </Button>
        </div>
        {endOthers.error === null ? null : <RefusalNotice error={endOthers.error} />}
      </section>
    </AccessPage>
  )
}

function About({ me }: { readonly me: Me }) {
  const words = useWords()
  const roles = useRoleWords()
  const [name, setName] = useState(me.name)
  const save = useMutation({
    mutationFn: () => request<void>('/account', { method: 'PATCH', body: { name: name.trim() } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['me'] })
      toast(words.saved, 'good')
    },
  })
  const canSave = name.trim() !== '' && name.trim() !== me.name && !save.isPending
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (canSave) save.mutate()
  }
  return (
    <section className={styles.section} aria-label={words.about}>
      <h2>{words.about}</h2>
      <div className={styles.row}>
        <span>
          {words.email}: <strong>{me.email}</strong>
        </span>
        <span>
          {words.role}: <Tag tone="accent">{roles[me.role].name}</Tag>
        </span>
      </div>
      <form className={styles.form} onSubmit={submit}>
        <TextField label={words.name} value={name} onChange={setName} name="name" autoComplete="name" required />
        {save.error === null ? null : <RefusalNotice error={save.error} />}
        <div className={styles.row}>
          <Button type="submit" isDisabled={!canSave}>
            {words.save}
          </Button>
        </div>
      </form>
    </section>
  )
}

function ChangePassword({ me }: { readonly me: Me }) {
  const words = useWords()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: () => request<void>('/account/password', { body: { current, next } }),
    onSuccess: async () => {
      setCurrent('')
      setNext('')
      await queries.invalidateQueries({ queryKey: ['sessions'] })
      toast(words.changed, 'good')
    },
  })
  const isReady = current !== '' && newPasswordFault(next, me) === null
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (isReady && !change.isPending) change.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      {/* Password managers look for whose password it is. */}
      <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
      <PasswordField label={words.current} value={current} onChange={setCurrent} />
      <NewPasswordField label={words.next} value={next} onChange={setNext} email={me.email} name={me.name} />
      {change.error === null ? null : <RefusalNotice error={change.error} />}
      <div className={styles.row}>
        <Button type="submit" isDisabled={!isReady || change.isPending}>
          {words.change}
        </Button>
      </div>
    </form>
  )
}
