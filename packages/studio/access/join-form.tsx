import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { Button, TextField } from '../ui/index.ts'
import styles from './access.module.css'
import { NewPasswordField, newPasswordFault } from './password-field.tsx'
import { RefusalNotice } from './refusal.tsx'

const useWords = defineWords({
  en: {
    name: 'Your name',
    nameHint: 'As others see it beside what you do.',
    email: 'E-mail address',
    password: 'New password',
  },
  ko: { name: '이름', nameHint: '다른 사람에게 보이는 이름입니다.', email: '이메일 주소', password: '새 비밀번호' },
})

/** Name, address and password of somebody who comes in by a one-time link. What is known already is not asked. */
export function JoinForm(props: {
  readonly path: '/welcome' | '/invitation'
  readonly token: string
  /** Absent: it is asked for. */
  readonly email?: string
  readonly name?: string
  readonly button: string
  readonly onDone: () => void
}) {
  const words = useWords()
  const [name, setName] = useState(props.name ?? '')
  const [email, setEmail] = useState(props.email ?? '')
  const [password, setPassword] = useState('')
  const join = useMutation({
    mutationFn: () =>
      request<void>(props.path, {
        body: { token: props.token, password, ...(props.email === undefined ? { email } : {}), name: name.trim() },
      }),
    onSuccess: props.onDone,
  })
  const isReady = name.trim() !== '' && email.includes('@') && newPasswordFault(password, { email, name }) === null
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (isReady && !join.isPending) join.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      {join.error === null ? null : <RefusalNotice error={join.error} />}
      {props.name === undefined ? (
        <TextField
          label={words.name}
          hint={words.nameHint}
          value={name}
          onChange={setName}
          name="name"
          autoComplete="name"
          required
          autoFocus
        />
      ) : null}
      {/* With an address that is known the field stays, so that password managers keep it with the password. */}
      <TextField
        label={words.email}
        value={email}
        onChange={setEmail}
        type="email"
        name="email"
        autoComplete="username"
        required
        disabled={props.email !== undefined}
      />
      <NewPasswordField
        label={words.password}
        value={password}
        onChange={setPassword}
        email={email}
        name={name}
        autoFocus={props.name !== undefined}
      />
      <div className={styles.wide}>
        <Button kind="primary" type="submit" isDisabled={!isReady || join.isPending}>
          {props.button}
        </Button>
      </div>
    </form>
  )
}
