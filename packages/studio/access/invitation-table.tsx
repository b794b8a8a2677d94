import { useMutation } from '@tanstack/react-query'
import type { Invitation } from '../api.ts'
import { queries } from '../app/api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { Button, Tag } from '../ui/index.ts'
import styles from './access.module.css'
import { RefusalNotice } from './refusal.tsx'
import { useRoleWords } from './role-words.ts'
import { When } from './when.tsx'

const useWords = defineWords({
  en: {
    until: 'until',
    withdraw: 'Withdraw',
    withdrawNamed: (email: string) => `Withdraw the invitation of ${email}`,
  },
  ko: { until: '기한', withdraw: '취소', withdrawNamed: (email: string) => `${email} 초대 취소` },
})

export function InvitationTable({ invitations }: { readonly invitations: readonly Invitation[] }) {
  const words = useWords()
  const roles = useRoleWords()
  const withdraw = useMutation({
    mutationFn: (id: string) => request<void>(`/people/invitations/${id}`, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people'] }),
  })
  return (
    <>
      {withdraw.error === null ? null : <RefusalNotice error={withdraw.error} />}
      <ul className={styles.list}>
        {invitations.map(({ id, email, role, expires_at }) => (
          <li key={id}>
            <div className={styles.cellName}>
              <strong>
                {email} <Tag>{roles[role].name}</Tag>
              </strong>
              <span>
                {words.until} <When at={expires_at} />
              </span>
            </div>
            <Button
              aria-label={words.withdrawNamed(email)}
              isDisabled={withdraw.isPending}
              onPress={() => withdraw.mutate(id)}
            >
              {words.withdraw}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
