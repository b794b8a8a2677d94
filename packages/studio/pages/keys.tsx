import { useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { KeyDialog } from '../access/key-dialog.tsx'
import { KeyTable } from '../access/key-table.tsx'
import { AccessPage } from '../access/page.tsx'
import { RefusalNotice } from '../access/refusal.tsx'
import type { ApiKey } from '../api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { Button, Empty, Working } from '../ui/index.ts'

const useWords = defineWords({
  en: {
    title: 'API keys',
    text: 'With a key, a program does some of what you may: publish from a build, read reports, replay deliveries.',
    make: 'Make a key',
    loading: 'Loading the keys …',
    empty: 'No keys yet',
    emptyText:
      'Make one for each program, with as few permissions as it needs, and revoke it when the program is gone.',
  },
  ko: {
    title: 'API 키',
    text: '키가 있으면 프로그램이 내 권한의 일부를 씁니다. 빌드에서 게시하기, 보고서 읽기, 전송 다시 실행하기 등입니다.',
    make: '키 만들기',
    loading: '키를 불러오는 중 …',
    empty: '아직 키가 없습니다',
    emptyText: '프로그램마다 하나씩, 꼭 필요한 권한만 주어 만드세요. 프로그램을 더 쓰지 않으면 폐기하세요.',
  },
})

export function Component() {
  const words = useWords()
  const [isMaking, setMaking] = useState(false)
  const list = useQuery({ queryKey: ['keys'], queryFn: () => request<{ keys: ApiKey[] }>('/keys') })
  const button = (
    <Button kind="primary" onPress={() => setMaking(true)}>
      <KeyRound size={16} aria-hidden /> {words.make}
    </Button>
  )
  const isEmpty = list.data?.keys.length === 0
  return (
    <AccessPage title={words.title} text={words.text} {...(isEmpty ? {} : { action: button })}>
      {list.isPending ? <Working label={words.loading} /> : null}
      {list.error === null ? null : <RefusalNotice error={list.error} />}
      {isEmpty ? (
        <Empty title={words.empty} action={button}>
          {words.emptyText}
        </Empty>
      ) : null}
      {list.data === undefined || isEmpty ? null : <KeyTable keys={list.data.keys} />}
      {isMaking ? <KeyDialog onClose={() => setMaking(false)} /> : null}
    </AccessPage>
  )
}
