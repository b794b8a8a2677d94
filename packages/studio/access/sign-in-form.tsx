import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { Button, TextField } from '../ui/index.ts'
import styles from './access.module.css'
import { PasswordField } from './password-field.tsx'
import { RefusalNotice } from './refusal.tsx'

const useWords = defineWords({
  en: { email: 'E-mail address', password: 'Password', signIn: 'Sign in', working: 'Signing in …' },
  ko: { email: '이메일 주소', password: '비밀번호', signIn: '로그인', working: '로그인하는 중 …' },
})

/** @param email who signs in again; absent: whoever it is */
export function SignInForm({ email: fixed, onDone }: { readonly email?: string; readonly onDone: () => void }) {
  const words = useWords()
  const [email, setEmail] = useState(fixed ?? '')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: () => request<void>('/sign-in', { body: { email, password } }),
    onSuccess: onDone,
    onError: () => setPassword(''),
  })
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (email !== '' && password !== '' && !signIn.isPending) signIn.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      {signIn.error === null ? null : <RefusalNotice error={signIn.error} />}
      <TextField
        label={words.email}
        value={email}
        onChange={setEmail}
        type="email"
        name="email"
        autoComplete="username"
        required
        disabled={fixed !== undefined}
        autoFocus={fixed === undefined}
      />
      <PasswordField label={words.password} value={password} onChange={setPassword} autoFocus={fixed !== undefined} />
      <div className={styles.wide}>
        <Button kind="primary" type="submit" isDisabled={signIn.isPending}>
          {signIn.isPending ? words.working : words.signIn}
        </Button>
      </div>
    </form>
  )
}
