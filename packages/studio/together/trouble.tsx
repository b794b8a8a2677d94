import { useContext, useEffect } from 'react'
import { Link } from 'react-router'
import { defineWords } from '../app/words.ts'
import { ProviderContext, useSaveState, useSource } from '../source/hooks.ts'
import { Button, Notice } from '../ui/index.ts'
import { saveCopy } from './save-copy.ts'
import styles from './together.module.css'

const useWords = defineWords({
  en: {
    refused: 'The server did not take a change, and nothing after it.',
    refusedNext: 'Save a copy of what you have here, then begin again from what is stored.',
    removed: 'Somebody removed this solution. What you have here is still in this browser.',
    replaced:
      'This solution was removed and made anew. What you see here is the earlier one, with changes that were never stored.',
    lost: 'You may no longer change this solution. Changes of yours are not stored.',
    copy: 'Save a copy',
    again: 'Begin again from what is stored',
    open: 'Open the new one',
    back: 'All solutions',
  },
  ko: {
    refused: '서버가 변경 하나와 그 이후의 변경을 받아들이지 않았습니다.',
    refusedNext: '지금 내용을 사본으로 저장한 다음, 저장된 내용에서 다시 시작하세요.',
    removed: '누군가 이 솔루션을 삭제했습니다. 여기 보이는 내용은 아직 이 브라우저에 있습니다.',
    replaced:
      '이 솔루션은 삭제된 뒤 새로 만들어졌습니다. 지금 보이는 것은 이전 솔루션이며, 저장되지 않은 변경이 있습니다.',
    lost: '더 이상 이 솔루션을 변경할 수 없습니다. 변경 내용이 저장되지 않았습니다.',
    copy: '사본 저장',
    again: '저장된 내용에서 다시 시작',
    open: '새 솔루션 열기',
    back: '모든 솔루션',
  },
})

/** What keeps edits from being stored for good, and the ways out. Nothing is thrown away without being asked. */
export function Trouble({ solution, onAgain }: { readonly solution: string; readonly onAgain: () => void }) {
  const words = useWords()
  const store = useSource()
  const provider = useContext(ProviderContext)
  const { status, detail, unsaved } = useSaveState()
  const isLost = status === 'read-only' && unsaved
  const isOld = status === 'replaced' && !unsaved
  useEffect(() => {
    // Nothing here is anybody's work: the new one is what they came for.
    if (isOld) void provider?.forget().then(onAgain)
  }, [isOld, provider, onAgain])
  if (status !== 'refused' && status !== 'removed' && status !== 'replaced' && !isLost) return null
  const copy = () => void saveCopy(solution, store.files())
  const again = () => void provider?.forget().then(onAgain)
  return (
    <Notice tone={status === 'refused' || isLost ? 'bad' : 'warn'}>
      {isLost ? words.lost : words[status === 'read-only' ? 'refused' : status]}
      {status === 'refused' ? (
        <>
          {' '}
          {detail} {words.refusedNext}
        </>
      ) : null}
      <div className={styles.ways}>
        <Button onPress={copy}>{words.copy}</Button>
        {status === 'removed' ? (
          <Link to="/">{words.back}</Link>
        ) : (
          <Button onPress={again}>{status === 'replaced' ? words.open : words.again}</Button>
        )}
      </div>
    </Notice>
  )
}
