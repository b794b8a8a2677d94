import { Activity, CircleUserRound, KeyRound, LogOut, MessagesSquare, UserRound } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { Link, NavLink, Outlet, useLocation, useNavigate, useNavigation } from 'react-router'
import { SignInForm } from '../access/sign-in-form.tsx'
import { useOnePerson, useSignOut } from '../access/sign-out.tsx'
import { Button, Dialog, ErrorNotice, IconButton, Menu, Working } from '../ui/index.ts'
import { queries, useMay, useMe } from './api.ts'
import { contentId, useArrival } from './page-title.ts'
import { Preferences } from './preferences.tsx'
import { onSignedOut, RequestError, tellSignedIn } from './request.ts'
import styles from './shell.module.css'
import { defineWords } from './words.ts'

const useWords = defineWords({
  en: {
    studio: 'Parley Studio',
    main: 'Main',
    skip: 'Skip to the content',
    solutions: 'Solutions',
    people: 'People',
    keys: 'API keys',
    audit: 'Audit log',
    account: 'My account',
    signOut: 'Sign out',
    opening: 'Opening …',
    signedOut: 'You are signed out. What you did is kept here.',
    signIn: 'Sign in again',
    elsewhere: 'Sign in another way, in a new tab',
  },
  ko: {
    studio: 'Parley 스튜디오',
    main: '주 메뉴',
    skip: '본문으로 건너뛰기',
    solutions: '솔루션',
    people: '사용자',
    keys: 'API 키',
    audit: '감사 기록',
    account: '내 계정',
    signOut: '로그아웃',
    opening: '여는 중 …',
    signedOut: '로그아웃되었습니다. 작업 내용은 이 브라우저에 남아 있습니다.',
    signIn: '다시 로그인',
    elsewhere: '새 탭에서 다른 방법으로 로그인',
  },
})

/** The frame of every page: where one is, who one is, and what was said in passing. */
export function Shell() {
  const words = useWords()
  const me = useMe()
  const navigate = useNavigate()
  const location = useLocation()
  const navigation = useNavigation()
  const said = useArrival()
  useOnePerson(me.data?.id)
  // Who was signed in a moment ago keeps the page and signs in over it, see SignedOutNotice.
  const isNobody = me.data === undefined && me.error instanceof RequestError && me.error.problem.status === 401
  const here = location.pathname + location.search
  useEffect(() => {
    if (isNobody) void navigate(`/sign-in?to=${encodeURIComponent(here)}`, { replace: true })
  }, [isNobody, navigate, here])
  if (me.isPending || isNobody) return <Working label={words.opening} />
  if (me.data === undefined) return <ErrorNotice error={me.error} />
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href={`#${contentId}`}>
        {words.skip}
      </a>
      <header className={styles.header}>
        <Link to="/" className={styles.brand}>
          <MessagesSquare size={20} aria-hidden /> {words.studio}
        </Link>
        <Navigation />
        <div className={styles.spacer} />
        <Preferences />
        <Account />
      </header>
      <SignedOutNotice />
      <div className={styles.said} aria-live="polite">
        {said}
      </div>
      <main id={contentId} className={styles.content} tabIndex={-1}>
        {navigation.state === 'loading' ? <Working label={words.opening} /> : null}
        <Outlet />
      </main>
    </div>
  )
}

function Navigation() {
  const words = useWords()
  const managesAccess = useMay('access:manage')
  const readsAudit = useMay('audit:read')
  return (
    <nav aria-label={words.main} className={styles.nav}>
      <NavLink to="/" end>
        {words.solutions}
      </NavLink>
      {managesAccess ? <NavLink to="/people">{words.people}</NavLink> : null}
      {readsAudit ? <NavLink to="/audit">{words.audit}</NavLink> : null}
    </nav>
  )
}

function Account() {
  const words = useWords()
  const { data: me } = useMe()
  const navigate = useNavigate()
  const { signOut, dialog } = useSignOut()
  return (
    <>
      <Menu
        label={words.account}
        trigger={
          <IconButton name={`${words.account}: ${me?.name ?? ''}`}>
            <UserRound size={18} aria-hidden />
          </IconButton>
        }
        entries={[
          {
            id: 'account',
            label: words.account,
            icon: <CircleUserRound size={16} aria-hidden />,
            onSelect: () => void navigate('/account'),
          },
          {
            id: 'keys',
            label: words.keys,
            icon: <KeyRound size={16} aria-hidden />,
            onSelect: () => void navigate('/keys'),
          },
          {
            id: 'sign-out',
            label: words.signOut,
            icon: <LogOut size={16} aria-hidden />,
            onSelect: signOut,
          },
        ]}
      />
      {dialog}
    </>
  )
}

/** The session ended in the middle of work: the page stays as it is, and whoever it was signs in over it. */
function SignedOutNotice() {
  const words = useWords()
  const { data: me } = useMe()
  const [isOut, setOut] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const back = useCallback(async () => {
    await queries.refetchQueries({ queryKey: ['me'] })
    if (queries.getQueryState(['me'])?.status !== 'success') return
    setOut(false)
    setOpen(false)
    tellSignedIn()
    // What failed meanwhile is asked again; what somebody is writing is not touched by it.
    await queries.refetchQueries({ predicate: ({ state }) => state.status === 'error' })
  }, [])
  useEffect(() => onSignedOut(() => setOut(true)), [])
  useEffect(() => {
    if (!isOut) return
    const look = () => void back()
    window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  }, [isOut, back])
  if (!isOut) return null
  return (
    <div className={styles.out} role="alert">
      <Activity size={18} aria-hidden /> {words.signedOut}
      {me?.has_password === true ? <Button onPress={() => setOpen(true)}>{words.signIn}</Button> : null}
      <a href="/studio/sign-in" target="_blank" rel="noreferrer">
        {words.elsewhere}
      </a>
      <Dialog title={words.signIn} open={isOpen} onClose={() => setOpen(false)}>
        <SignInForm {...(me === undefined ? {} : { email: me.email })} onDone={() => void back()} />
      </Dialog>
    </div>
  )
}
