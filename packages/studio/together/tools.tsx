import { History as HistoryIcon, MessageSquare } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { defineWords } from '../app/words.ts'
import { IconButton, Working } from '../ui/index.ts'
import { CommentsDrawer } from './comments-drawer.tsx'
import { Drawer } from './drawer.tsx'
import styles from './together.module.css'
import { useUnread } from './use-comments.ts'

const History = lazy(() => import('./history.tsx').then((module) => ({ default: module.History })))

const useWords = defineWords({
  en: {
    comments: 'Comments',
    unread: (count: number) => `Comments, ${count} new`,
    mentioned: (count: number) => `Comments, ${count} new, one speaks to you`,
    history: 'History',
    loading: 'Loading …',
  },
  ko: {
    comments: '댓글',
    unread: (count: number) => `댓글, 새 댓글 ${count}개`,
    mentioned: (count: number) => `댓글, 새 댓글 ${count}개, 나를 언급한 댓글 있음`,
    history: '변경 기록',
    loading: '불러오는 중 …',
  },
})

export type DrawerName = 'comments' | 'history'

interface DrawerProps {
  readonly open: DrawerName | null
  readonly onOpen: (drawer: DrawerName | null) => void
}

/** Opens what stands beside every page of the solution. */
export function TogetherTools({ open, onOpen }: DrawerProps) {
  const words = useWords()
  const { count, mentioned } = useUnread()
  const comments = count === 0 ? words.comments : mentioned ? words.mentioned(count) : words.unread(count)
  const toggle = (drawer: DrawerName) => () => onOpen(open === drawer ? null : drawer)
  return (
    <>
      <IconButton name={comments} onPress={toggle('comments')} aria-expanded={open === 'comments'}>
        <MessageSquare size={18} aria-hidden />
        {count === 0 ? null : (
          <span className={styles.badge} data-mentioned={mentioned} aria-hidden>
            {count > 99 ? '99+' : count}
          </span>
        )}
      </IconButton>
      <IconButton name={words.history} onPress={toggle('history')} aria-expanded={open === 'history'}>
        <HistoryIcon size={18} aria-hidden />
      </IconButton>
    </>
  )
}

export function TogetherDrawer({ open, onOpen }: DrawerProps) {
  const words = useWords()
  if (open === null) return null
  return (
    <Drawer title={words[open]} onClose={() => onOpen(null)} key={open}>
      {open === 'comments' ? (
        <CommentsDrawer />
      ) : (
        <Suspense fallback={<Working label={words.loading} />}>
          <History />
        </Suspense>
      )}
    </Drawer>
  )
}
