import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { defineWords } from '../app/words.ts'
import { reveal } from '../editor/state.ts'
import { useSource } from '../source/hooks.ts'
import type { Json } from '../source/json.ts'
import { Button, IconButton, Notice } from '../ui/index.ts'
import { type Overwritten, watchOverwritten } from './overwritten.ts'
import { usePeers } from './peers.ts'
import { takeBack } from './take-back.ts'
import styles from './together.module.css'

const useWords = defineWords({
  en: {
    somebody: 'Somebody else',
    changed: (who: string, member: string, node: string) => `${who} changed ${member} of ${node} at the same time.`,
    removed: (who: string, node: string) => `${who} removed ${node} while you changed it.`,
    now: 'Now it is',
    yours: 'Yours was',
    empty: '(nothing)',
    back: 'Take mine back',
    keep: 'Keep theirs',
    show: 'Show',
  },
  ko: {
    somebody: '다른 사람',
    changed: (who: string, member: string, node: string) =>
      `${who}님이 같은 때에 ${node}의 ${member}을(를) 바꿨습니다.`,
    removed: (who: string, node: string) => `내가 바꾸는 동안 ${who}님이 ${node}을(를) 삭제했습니다.`,
    now: '지금 값',
    yours: '내 값',
    empty: '(없음)',
    back: '내 값으로 되돌리기',
    keep: '그대로 두기',
    show: '보기',
  },
})

const mostShown = 3
const longest = 160

/** Says whose edit took the place of one's own, with both values and the way back. Stands once inside the solution's frame. */
export function OverwrittenNotices() {
  const words = useWords()
  const store = useSource()
  const peers = usePeers()
  const [found, setFound] = useState<readonly Overwritten[]>([])
  useEffect(
    () => watchOverwritten(store.doc, store.origin, (one) => setFound((all) => [...all.slice(1 - mostShown), one])),
    [store],
  )
  const dismiss = (id: number) => setFound((all) => all.filter((one) => one.id !== id))
  if (found.length === 0) return null
  return (
    <div className={styles.overwritten}>
      {found.map((one) => {
        const who =
          peers.find(({ flow, nodes }) => flow === one.flow && nodes.includes(one.node))?.name ?? words.somebody
        return (
          <Notice key={one.id} tone="warn">
            <strong>
              {one.member.length === 0
                ? words.removed(who, one.node)
                : words.changed(who, one.member.join(' › '), one.node)}
            </strong>
            {one.member.length === 0 ? null : (
              <dl className={styles.values}>
                <dt>{words.now}</dt>
                <dd>{textOf(one.theirs) || words.empty}</dd>
                <dt>{words.yours}</dt>
                <dd>{textOf(one.mine) || words.empty}</dd>
              </dl>
            )}
            <div className={styles.ways}>
              <Button
                onPress={() => {
                  takeBack(store, one)
                  dismiss(one.id)
                }}
              >
                {words.back}
              </Button>
              <Button kind="quiet" onPress={() => reveal(one.flow, one.node)}>
                {words.show}
              </Button>
              <IconButton name={words.keep} onPress={() => dismiss(one.id)}>
                <X size={16} aria-hidden />
              </IconButton>
            </div>
          </Notice>
        )
      })}
    </div>
  )
}

function textOf(value: Json | undefined): string {
  if (value === undefined) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)} …` : text
}
