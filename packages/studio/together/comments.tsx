import { Check, RotateCcw, Trash2 } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { defineWords } from '../app/words.ts'
import { useReadOnly, useSaveState, useSource } from '../source/hooks.ts'
import { Button, IconButton } from '../ui/index.ts'
import { addComment, type Comment, mentionsIn, removeComment, resolveThread, type Thread } from './comment.ts'
import { CommentField } from './comment-field.tsx'
import { colourOf } from './peers.ts'
import styles from './together.module.css'
import { markSeen, useNames, useThreads, useUnread } from './use-comments.ts'
import { useWhen } from './when.ts'

const useWords = defineWords({
  en: {
    comments: 'Comments',
    write: 'Write a comment',
    add: 'Comment',
    answer: 'Answer',
    hint: '@ and a name speaks to somebody.',
    resolve: 'Mark as dealt with',
    reopen: 'Open again',
    remove: 'Remove this comment',
    resolved: (name: string) => `Dealt with by ${name}`,
    showResolved: (count: number) => `Show ${count} dealt with`,
    new: 'New',
  },
  ko: {
    comments: '댓글',
    write: '댓글 쓰기',
    add: '댓글 달기',
    answer: '답글',
    hint: '@와 이름을 쓰면 그 사람에게 알립니다.',
    resolve: '처리됨으로 표시',
    reopen: '다시 열기',
    remove: '이 댓글 삭제',
    resolved: (name: string) => `${name} 님이 처리함`,
    showResolved: (count: number) => `처리된 댓글 ${count}개 보기`,
    new: '새 댓글',
  },
})

/** What people said about a node, and a place to say more. */
export function Comments({ flow, node }: { readonly flow: string; readonly node: string }) {
  const words = useWords()
  const store = useSource()
  const { you } = useSaveState()
  const readOnly = useReadOnly()
  const threads = useThreads(flow, node)
  return (
    <section className={styles.comments} aria-label={words.comments}>
      <Threads threads={threads} />
      {readOnly || you === null ? null : (
        <CommentField
          label={words.write}
          send={words.add}
          hint={words.hint}
          onSend={(text) => void addComment(store, you, { flow, node }, text)}
        />
      )}
    </section>
  )
}

/** Threads with their answers; what was dealt with is folded away. `head` stands above each. */
export function Threads(props: { readonly threads: readonly Thread[]; readonly head?: (thread: Thread) => ReactNode }) {
  const words = useWords()
  const [isAll, setAll] = useState(false)
  const unread = useUnread()
  // What is shown stays marked as new for as long as it is looked at.
  const [fresh] = useState(unread.ids)
  useEffect(() => markSeen(props.threads.flatMap(({ comments }) => comments.map(({ id }) => id))), [props.threads])
  const open = props.threads.filter(({ resolved }) => resolved === null)
  const resolved = props.threads.length - open.length
  return (
    <>
      {(isAll ? props.threads : open).map((thread) => (
        <article key={thread.id} className={styles.thread}>
          {props.head?.(thread)}
          <ThreadView thread={thread} fresh={fresh} />
        </article>
      ))}
      {resolved > 0 && !isAll ? (
        <Button kind="quiet" onPress={() => setAll(true)}>
          {words.showResolved(resolved)}
        </Button>
      ) : null}
    </>
  )
}

function ThreadView({ thread, fresh }: { readonly thread: Thread; readonly fresh: ReadonlySet<string> }) {
  const words = useWords()
  const store = useSource()
  const { you } = useSaveState()
  const readOnly = useReadOnly()
  const { id, flow, node, resolved } = thread
  return (
    <>
      {thread.comments.map((comment) => (
        <CommentView key={comment.id} comment={comment} isNew={fresh.has(comment.id)} />
      ))}
      {resolved === null ? null : <p className={styles.quiet}>{words.resolved(resolved.name)}</p>}
      {readOnly || you === null ? null : (
        <div className={styles.threadTools}>
          {resolved === null ? (
            <CommentField
              label={words.answer}
              send={words.answer}
              folded
              onSend={(text) => void addComment(store, you, { flow, node, thread: id }, text)}
            />
          ) : null}
          <IconButton
            name={resolved === null ? words.resolve : words.reopen}
            onPress={() => resolveThread(store, thread, resolved === null ? you : null)}
          >
            {resolved === null ? <Check size={16} aria-hidden /> : <RotateCcw size={16} aria-hidden />}
          </IconButton>
        </div>
      )}
    </>
  )
}

function CommentView({ comment, isNew }: { readonly comment: Comment; readonly isNew: boolean }) {
  const words = useWords()
  const store = useSource()
  const { you } = useSaveState()
  const when = useWhen()
  return (
    <div className={styles.comment}>
      <div className={styles.commentHead}>
        <span className={styles.dot} style={{ background: colourOf(comment.by) }} aria-hidden />
        <strong>{comment.name}</strong>
        <time className={styles.quiet} dateTime={new Date(comment.at).toISOString()}>
          {when(comment.at)}
        </time>
        {isNew ? <span className={styles.new}>{words.new}</span> : null}
        {comment.by === you?.id ? (
          <IconButton name={words.remove} onPress={() => removeComment(store, comment.id)}>
            <Trash2 size={14} aria-hidden />
          </IconButton>
        ) : null}
      </div>
      <p className={styles.commentText}>
        <Mentioning text={comment.text} />
      </p>
    </div>
  )
}

/** Words in which names that are spoken to stand out. */
function Mentioning({ text }: { readonly text: string }) {
  const { you } = useSaveState()
  const names = mentionsIn(text, [...useNames(), ...(you === null ? [] : [you.name])])
  if (names.length === 0) return text
  const pattern = new RegExp(`(@(?:${names.map((name) => RegExp.escape(name)).join('|')}))`, 'gi')
  return text.split(pattern).map((part, index) =>
    index % 2 === 1 ? (
      <strong key={`${index} ${part}`} className={styles.mention}>
        {part}
      </strong>
    ) : (
      part
    ),
  )
}
