import { Check, CloudOff, Eye, LoaderCircle, LogOut, TriangleAlert } from 'lucide-react'
import { defineWords } from '../app/words.ts'
import { useSaveState } from '../source/hooks.ts'
import type { SaveStatus } from '../source/provider.ts'
import styles from './together.module.css'

const useWords = defineWords({
  en: {
    opening: 'Opening …',
    saved: 'Saved',
    saving: 'Saving …',
    offline: 'Offline: your changes are kept here and saved later',
    offlineClean: 'Offline',
    'read-only': 'You may read this and not change it',
    'signed-out': 'Signed out: your changes are kept here',
    refused: 'Not saved',
    removed: 'Removed',
    replaced: 'Replaced',
    missing: 'Not there',
    'not-permitted': 'Not permitted',
  },
  ko: {
    opening: '여는 중 …',
    saved: '저장됨',
    saving: '저장 중 …',
    offline: '오프라인: 변경 내용은 여기에 남아 있으며 나중에 저장됩니다',
    offlineClean: '오프라인',
    'read-only': '읽기만 할 수 있습니다',
    'signed-out': '로그아웃됨: 변경 내용은 여기에 남아 있습니다',
    refused: '저장되지 않음',
    removed: '삭제됨',
    replaced: '교체됨',
    missing: '없음',
    'not-permitted': '권한 없음',
  },
})

const icons: { readonly [status in SaveStatus]: typeof Check } = {
  opening: LoaderCircle,
  saved: Check,
  saving: LoaderCircle,
  offline: CloudOff,
  'read-only': Eye,
  'signed-out': LogOut,
  refused: TriangleAlert,
  removed: TriangleAlert,
  replaced: TriangleAlert,
  missing: TriangleAlert,
  'not-permitted': TriangleAlert,
}

/** Whether what was edited is stored, said in one place. */
export function SaveState() {
  const words = useWords()
  const { status, unsaved } = useSaveState()
  const Icon = icons[status]
  const text = status === 'offline' && !unsaved ? words.offlineClean : words[status]
  return (
    <span className={styles.saveState} role="status" data-status={status} data-unsaved={unsaved}>
      <Icon size={16} aria-hidden />
      <span>{text}</span>
    </span>
  )
}
