import { useCallback, useEffect, useRef, useState } from 'react'
import { Link, NavLink, Outlet, useParams } from 'react-router'
import { askAgain, useMay, useMe } from '../app/api.ts'
import { solutionPageId, usePageName, usePageTitle } from '../app/page-title.ts'
import { defineWords } from '../app/words.ts'
import { ProviderContext, SourceContext, useSaveState } from '../source/hooks.ts'
import type { OpenDocument } from '../source/open-document.ts'
import { takeDocument } from '../source/open-early.ts'
import { FieldPeers } from '../together/field-peers.tsx'
import { FolderButton } from '../together/folder-button.tsx'
import { OverwrittenNotices } from '../together/overwritten-notices.tsx'
import { Presence, Presenting } from '../together/presence.tsx'
import { SaveState } from '../together/save-state.tsx'
import { type DrawerName, TogetherDrawer, TogetherTools } from '../together/tools.tsx'
import { Trouble } from '../together/trouble.tsx'
import { Empty, Notice, Working } from '../ui/index.ts'
import { Compiling } from '../worker/compiling.tsx'
import styles from './solution-frame.module.css'

const useWords = defineWords({
  en: {
    pages: 'Pages of the solution',
    flows: 'Flows',
    actions: 'Actions',
    texts: 'Texts',
    understanding: 'Understanding',
    tests: 'Tests',
    braze: 'Braze',
    versions: 'Versions',
    report: 'Report',
    transcripts: 'Transcripts',
    settings: 'Settings',
    opening: 'Opening the solution …',
    offline: 'The server cannot be reached. It is tried again by itself.',
    missing: 'No such solution',
    missingWhy: 'There is no solution of this name in the Studio. It may have been removed, or have another name.',
    notPermitted: 'Not permitted',
    notPermittedWhy: 'Your role does not allow you to see this solution. An owner can give you another one.',
    signedOut: 'You are signed out',
    signedOutWhy: 'Sign in again; the solution opens then by itself.',
    all: 'All solutions',
  },
  ko: {
    pages: '솔루션의 페이지',
    flows: '플로',
    actions: '액션',
    texts: '글',
    understanding: '이해',
    tests: '테스트',
    braze: 'Braze',
    versions: '버전',
    report: '보고서',
    transcripts: '대화 기록',
    settings: '설정',
    opening: '솔루션을 여는 중 …',
    offline: '서버에 연결할 수 없습니다. 자동으로 다시 시도합니다.',
    missing: '솔루션이 없습니다',
    missingWhy: '이 이름의 솔루션이 스튜디오에 없습니다. 삭제되었거나 이름이 다를 수 있습니다.',
    notPermitted: '권한이 없습니다',
    notPermittedWhy: '현재 역할로는 이 솔루션을 볼 수 없습니다. 소유자가 다른 역할을 줄 수 있습니다.',
    signedOut: '로그아웃되었습니다',
    signedOutWhy: '다시 로그인하면 솔루션이 자동으로 열립니다.',
    all: '모든 솔루션',
  },
})

/** Opens the solution of the address for everything below it. */
export function Component() {
  const { solution = '' } = useParams()
  const [again, setAgain] = useState(0)
  const openAgain = useCallback(() => setAgain((count) => count + 1), [])
  const { data: me } = useMe()
  if (me === undefined) return null
  return <Opened key={`${solution} ${me.id} ${again}`} solution={solution} account={me.id} onAgain={openAgain} />
}

interface OpenedProps {
  readonly solution: string
  readonly account: string
  readonly onAgain: () => void
}

function Opened({ solution, account, onAgain }: OpenedProps) {
  const [opened, setOpened] = useState<OpenDocument | null>(null)
  useEffect(() => {
    const document = takeDocument(solution, account, askAgain)
    setOpened(document)
    return () => document.close()
  }, [solution, account])
  if (opened === null) return null
  return (
    <ProviderContext value={opened.provider}>
      <SourceContext value={opened.store}>
        <Frame solution={solution} onAgain={onAgain} />
      </SourceContext>
    </ProviderContext>
  )
}

function Frame({ solution, onAgain }: { readonly solution: string; readonly onAgain: () => void }) {
  const { ready } = useSaveState()
  const [drawer, setDrawer] = useState<DrawerName | null>(null)
  const words = useWords()
  const { flow, action } = useParams()
  const page = usePageName()
  usePageTitle(
    ...(flow === undefined ? [] : [flow]),
    ...(page !== undefined && page in words ? [words[page as keyof typeof words]] : []),
    solution,
  )
  if (!ready) return <NotReady />
  // Where the page has no heading of its own, the solution's name is it.
  const Name = page === 'flows' || (page === 'actions' && action === undefined) ? 'h1' : 'p'
  return (
    <div className={styles.frame}>
      <header className={styles.bar}>
        <Name className={styles.name}>{solution}</Name>
        <Navigation />
        <div className={styles.tools}>
          <SaveState />
          <FolderButton solution={solution} />
          <Presence />
          <TogetherTools open={drawer} onOpen={setDrawer} />
        </div>
      </header>
      <div className={styles.notices}>
        <Trouble solution={solution} onAgain={onAgain} />
      </div>
      <div className={styles.body}>
        <div id={solutionPageId} className={styles.page} tabIndex={-1}>
          <Outlet />
        </div>
        <TogetherDrawer open={drawer} onOpen={setDrawer} />
      </div>
      <OverwrittenNotices />
      <Presenting />
      <FieldPeers />
      <Compiling />
    </div>
  )
}

function Navigation() {
  const words = useWords()
  const mayRead = {
    report: useMay('report:read'),
    transcripts: useMay('transcript:read'),
    braze: useMay('delivery:read'),
  }
  const pages = [
    'actions',
    'texts',
    'understanding',
    'tests',
    'braze',
    'versions',
    'report',
    'transcripts',
    'settings',
  ] as const
  const { solution = '', flow } = useParams()
  const base = `/s/${encodeURIComponent(solution)}`
  const nav = useRef<HTMLElement>(null)
  const page = usePageName()
  useEffect(() => {
    // In a narrow window not all of them are in sight.
    if (page !== undefined) nav.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' })
  }, [page])
  return (
    <nav className={styles.nav} aria-label={words.pages} ref={nav}>
      <NavLink to={flow === undefined ? base : `${base}/flows/${encodeURIComponent(flow)}`} end>
        {words.flows}
      </NavLink>
      {pages
        .filter((page) => !(page in mayRead) || mayRead[page as keyof typeof mayRead])
        .map((page) => (
          <NavLink key={page} to={`${base}/${page}`}>
            {words[page]}
          </NavLink>
        ))}
    </nav>
  )
}

/** Nothing of the solution is there yet, or ever will be. */
function NotReady() {
  const words = useWords()
  const { status } = useSaveState()
  const all = <Link to="/">{words.all}</Link>
  if (status === 'missing' || status === 'removed')
    return (
      <Empty title={words.missing} action={all}>
        {words.missingWhy}
      </Empty>
    )
  if (status === 'not-permitted')
    return (
      <Empty title={words.notPermitted} action={all}>
        {words.notPermittedWhy}
      </Empty>
    )
  if (status === 'signed-out') return <Empty title={words.signedOut}>{words.signedOutWhy}</Empty>
  if (status === 'offline') return <Notice tone="warn">{words.offline}</Notice>
  return <Working label={words.opening} />
}
