import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearchParams } from 'react-router'
import styles from '../access/access.module.css'
import { Entry } from '../access/entry.tsx'
import { ownPath } from '../access/own-path.ts'
import { RefusalNotice } from '../access/refusal.tsx'
import { SignInForm } from '../access/sign-in-form.tsx'
import type { SignInWays } from '../api.ts'
import { queries } from '../app/api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { unsavedHere } from '../source/kept.ts'
import { Notice } from '../ui/index.ts'

const useWords = defineWords({
  en: {
    title: 'Sign in',
    or: 'or',
    with: (label: string) => `Sign in with ${label}`,
    unsaved: (solutions: string) =>
      `This browser keeps changes in ${solutions} that have not reached the server. They are stored when whoever made them signs in here and opens the solution.`,
    help: 'Forgotten your password? An owner can make a link to a new one under People.',
    empty: 'Nobody has an account yet. The server printed a link for the first owner when it started: open that one.',
    refused: {
      'oidc-not-invited':
        'You are who you say, but nobody has let you in here. Ask an owner for an invitation or for a role at your provider.',
      'oidc-email-not-verified':
        'Your provider has not verified your e-mail address. Have it verified there, then sign in again.',
      'oidc-deactivated': 'Your account here was deactivated. Ask an owner.',
      'oidc-unreachable': 'Your sign-in provider does not answer just now. Try again in a moment, or use a password.',
      'oidc-busy': 'Too many people are signing in just now. Wait a minute, then try again.',
      'oidc-refused': 'Signing in did not work, or took too long. Try again from here.',
    } as { readonly [code: string]: string },
  },
  ko: {
    title: '로그인',
    or: '또는',
    with: (label: string) => `${label}(으)로 로그인`,
    unsaved: (solutions: string) =>
      `이 브라우저에 아직 서버에 저장되지 않은 ${solutions}의 변경 내용이 있습니다. 변경한 사람이 여기서 로그인해 솔루션을 열면 저장됩니다.`,
    help: '비밀번호를 잊으셨나요? 소유자가 사용자 페이지에서 새 비밀번호 링크를 만들 수 있습니다.',
    empty: '아직 계정이 없습니다. 서버가 시작할 때 첫 소유자를 위한 링크를 출력했습니다. 그 링크를 여세요.',
    refused: {
      'oidc-not-invited': '본인 확인은 되었지만 이곳에 들어올 수 없습니다. 소유자에게 초대나 역할을 요청하세요.',
      'oidc-email-not-verified': '로그인 제공자에서 이메일 주소가 확인되지 않았습니다. 확인한 뒤 다시 로그인하세요.',
      'oidc-deactivated': '이곳의 계정이 비활성화되었습니다. 소유자에게 문의하세요.',
      'oidc-unreachable': '로그인 제공자가 응답하지 않습니다. 잠시 뒤에 다시 시도하거나 비밀번호를 사용하세요.',
      'oidc-busy': '지금 로그인하는 사람이 너무 많습니다. 1분쯤 뒤에 다시 시도하세요.',
      'oidc-refused': '로그인하지 못했거나 시간이 너무 오래 걸렸습니다. 여기서 다시 시도하세요.',
    } as { readonly [code: string]: string },
  },
})

export function Component() {
  const words = useWords()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const ways = useQuery({ queryKey: ['sign-in'], queryFn: () => request<SignInWays>('/sign-in') })
  const to = ownPath(search.get('to'))
  const refused = search.get('refused')
  function enter(): void {
    // Whatever was read before was read as somebody else.
    queries.clear()
    void navigate(to, { replace: true })
  }
  const oidc = ways.data?.oidc ?? null
  const unsaved = [...new Set(unsavedHere().map(({ solution }) => solution))]
  return (
    <Entry title={words.title}>
      {refused === null ? null : (
        <Notice tone="bad">{words.refused[refused] ?? words.refused['oidc-refused'] ?? refused}</Notice>
      )}
      {ways.error === null ? null : <RefusalNotice error={ways.error} />}
      {ways.data?.empty === true ? <Notice tone="warn">{words.empty}</Notice> : null}
      {unsaved.length === 0 ? null : <Notice>{words.unsaved(unsaved.join(', '))}</Notice>}
      <SignInForm onDone={enter} />
      {oidc === null ? null : (
        <>
          <div className={styles.or}>{words.or}</div>
          <a className={styles.wideLink} href={`/studio/api/oidc/start?to=${encodeURIComponent(to)}`}>
            {words.with(oidc.label)}
          </a>
        </>
      )}
      <p className={styles.muted} style={{ margin: 0 }}>
        {words.help}
      </p>
    </Entry>
  )
}
