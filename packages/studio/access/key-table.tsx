import { useState } from 'react'
import type { ApiKey } from '../api.ts'
import { queries } from '../app/api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { Button, Tag } from '../ui/index.ts'
import styles from './access.module.css'
import { Confirm } from './confirm.tsx'
import { usePermissionWords } from './role-words.ts'
import { When } from './when.tsx'

const useWords = defineWords({
  en: {
    caption: 'API keys',
    name: 'Name',
    may: 'May',
    by: 'Made by',
    used: 'Last used',
    never: 'never',
    expires: 'Expires',
    expired: 'expired',
    revoke: 'Revoke',
    revokeNamed: (name: string) => `Revoke ${name}`,
    revokeTitle: (name: string) => `Revoke ${name}?`,
    revokeText: 'Whatever uses this key is refused from now on. It cannot be undone; a new key can be made.',
  },
  ko: {
    caption: 'API 키',
    name: '이름',
    may: '권한',
    by: '만든 사람',
    used: '마지막 사용',
    never: '없음',
    expires: '만료',
    expired: '만료됨',
    revoke: '폐기',
    revokeNamed: (name: string) => `${name} 폐기`,
    revokeTitle: (name: string) => `${name} 키를 폐기할까요?`,
    revokeText: '이 키를 쓰는 프로그램은 지금부터 거절됩니다. 되돌릴 수 없으며, 새 키는 만들 수 있습니다.',
  },
})

export function KeyTable({ keys }: { readonly keys: readonly ApiKey[] }) {
  const words = useWords()
  const permissionWords = usePermissionWords()
  const [revoked, setRevoked] = useState<ApiKey | null>(null)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <section className={styles.scroll} aria-label={words.caption} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.may}</th>
              <th scope="col">{words.by}</th>
              <th scope="col">{words.used}</th>
              <th scope="col">{words.expires}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <tr key={key.id}>
                <td>
                  <div className={styles.cellName}>
                    <strong>{key.name}</strong>
                    <span>
                      <code>{key.prefix}…</code>
                    </span>
                  </div>
                </td>
                <td>
                  <div className={styles.row} style={{ gap: 4 }}>
                    {key.permissions.map((permission) => (
                      <Tag key={permission}>{permissionWords[permission]}</Tag>
                    ))}
                  </div>
                </td>
                <td>{key.account_name}</td>
                <td className={styles.nowrap}>{key.used_at === null ? words.never : <When at={key.used_at} />}</td>
                <td className={styles.nowrap}>
                  <Expiry at={key.expires_at} />
                </td>
                <td className={styles.end}>
                  <Button aria-label={words.revokeNamed(key.name)} onPress={() => setRevoked(key)}>
                    {words.revoke}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {revoked === null ? null : (
        <Confirm
          title={words.revokeTitle(revoked.name)}
          button={words.revoke}
          onConfirm={async () => {
            await request<void>(`/keys/${revoked.id}`, { method: 'DELETE' })
            await queries.invalidateQueries({ queryKey: ['keys'] })
          }}
          onClose={() => setRevoked(null)}
        >
          {words.revokeText}
        </Confirm>
      )}
    </>
  )
}

function Expiry({ at }: { readonly at: string | null }) {
  const words = useWords()
  if (at === null) return words.never
  return Date.parse(at) < Date.now() ? <Tag tone="warn">{words.expired}</Tag> : <When at={at} dayOnly />
}
