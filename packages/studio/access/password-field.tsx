import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { type PasswordFault, passwordFault, shortestPassword } from '../api/password.ts'
import { defineWords } from '../app/words.ts'
import { IconButton, TextField } from '../ui/index.ts'
import styles from './access.module.css'

const useWords = defineWords({
  en: {
    show: 'Show the password',
    hide: 'Hide the password',
    rule: `At least ${shortestPassword} characters. A few words in a row are easy to remember.`,
    short: (missing: number) => `${missing} more ${missing === 1 ? 'character' : 'characters'}.`,
    long: 'This is longer than a password may be.',
    common: 'This is one of the passwords that everybody tries first.',
    known: 'This is made of your name or your address.',
  },
  ko: {
    show: '비밀번호 보기',
    hide: '비밀번호 숨기기',
    rule: `${shortestPassword}자 이상. 단어 몇 개를 이어 쓰면 기억하기 쉽습니다.`,
    short: (missing: number) => `${missing}자 더 필요합니다.`,
    long: '비밀번호가 너무 깁니다.',
    common: '누구나 먼저 시도하는 흔한 비밀번호입니다.',
    known: '이름이나 이메일 주소로 만든 비밀번호입니다.',
  },
})

interface Props {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly autoFocus?: boolean
  readonly error?: string | undefined
}

/** A password that somebody has. */
export function PasswordField(props: Props) {
  return <SecretField {...props} autoComplete="current-password" />
}

/** A password that somebody chooses: says while they type what is still wrong with it. */
export function NewPasswordField(props: Props & { readonly email?: string; readonly name?: string }) {
  const words = useWords()
  const { email, name, ...field } = props
  const fault = newPasswordFault(props.value, { email, name })
  const say: { readonly [fault in PasswordFault]: string } = {
    short: words.short(shortestPassword - [...props.value].length),
    long: words.long,
    common: words.common,
    known: words.known,
  }
  // Too short is no mistake while somebody types.
  const error = fault === null || fault === 'short' || props.value === '' ? undefined : say[fault]
  const hint = fault === 'short' && props.value !== '' ? `${words.rule} ${say.short}` : words.rule
  return <SecretField {...field} hint={hint} error={props.error ?? error} autoComplete="new-password" />
}

export const newPasswordFault = (
  value: string,
  { email, name }: { readonly email?: string | undefined; readonly name?: string | undefined },
): PasswordFault | null =>
  passwordFault(value, { ...(email === undefined ? {} : { email }), ...(name === undefined ? {} : { name }) })

function SecretField(
  props: Props & { readonly hint?: string; readonly autoComplete: 'current-password' | 'new-password' },
) {
  const words = useWords()
  const [isShown, setShown] = useState(false)
  const { label, value, onChange, hint, error, autoComplete, autoFocus } = props
  return (
    <div className={styles.secret} style={{ alignItems: 'flex-start' }}>
      <TextField
        label={label}
        value={value}
        onChange={onChange}
        type={isShown ? 'text' : 'password'}
        autoComplete={autoComplete}
        required
        name="password"
        {...(autoFocus === undefined ? {} : { autoFocus })}
        {...(hint === undefined ? {} : { hint })}
        {...(error === undefined ? {} : { error })}
      />
      <div style={{ paddingTop: 22 }}>
        <IconButton name={isShown ? words.hide : words.show} onPress={() => setShown(!isShown)}>
          {isShown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
        </IconButton>
      </div>
    </div>
  )
}
