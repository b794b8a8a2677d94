import type { AuditEntry } from '../api.ts'
import { defineWords } from '../app/words.ts'
import { Tag } from '../ui/index.ts'
import styles from './access.module.css'
import { useActionName } from './action-name.ts'
import { When } from './when.tsx'

const useWords = defineWords({
  en: {
    caption: 'Entries of the audit log',
    when: 'When',
    who: 'Who',
    nobody: 'nobody known',
    what: 'What',
    subject: 'On what',
    details: 'Details',
    from: 'From',
    refused: 'Refused',
  },
  ko: {
    caption: '감사 기록 항목',
    when: '시각',
    who: '사람',
    nobody: '알 수 없음',
    what: '한 일',
    subject: '대상',
    details: '자세히',
    from: '네트워크',
    refused: '거절됨',
  },
})

export function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const words = useWords()
  const nameOf = useActionName()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
    <section className={styles.scroll} aria-label={words.caption} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.subject}</th>
            <th scope="col">{words.details}</th>
            <th scope="col">{words.from}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td className={styles.nowrap}>
                <When at={entry.at} />
              </td>
              <td>{entry.actor ?? <span className={styles.muted}>{words.nobody}</span>}</td>
              <td>
                {nameOf(entry.action)} {entry.outcome === 'refused' ? <Tag tone="bad">{words.refused}</Tag> : null}
              </td>
              <td style={{ minWidth: 140, overflowWrap: 'anywhere' }}>{entry.subject}</td>
              <td style={{ overflowWrap: 'anywhere' }}>
                {Object.entries(entry.details).map(([name, value]) => (
                  <div key={name}>
                    <span className={styles.muted}>{name.replaceAll('_', ' ')}:</span> {String(value)}
                  </div>
                ))}
              </td>
              <td className={styles.nowrap}>{entry.address ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
