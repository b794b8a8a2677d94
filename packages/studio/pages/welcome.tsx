import { useNavigate } from 'react-router'
import { Entry } from '../access/entry.tsx'
import { JoinForm } from '../access/join-form.tsx'
import { forgetLinkToken, useLinkToken } from '../access/link-token.ts'
import { queries } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import { Notice } from '../ui/index.ts'

const useWords = defineWords({
  en: {
    title: 'Welcome to Parley',
    text: 'You are the first one here. Make your account; it owns this Studio, and you can invite others afterwards.',
    button: 'Make my account',
    incomplete: 'This link is not complete. Open it exactly as the server printed it when it started.',
  },
  ko: {
    title: 'Parley에 오신 것을 환영합니다',
    text: '첫 번째 사용자입니다. 계정을 만드세요. 이 스튜디오의 소유자가 되며, 다른 사람을 초대할 수 있습니다.',
    button: '내 계정 만들기',
    incomplete: '링크가 온전하지 않습니다. 서버가 시작할 때 출력한 그대로 여세요.',
  },
})

export function Component() {
  const words = useWords()
  const navigate = useNavigate()
  const token = useLinkToken('welcome')
  function enter(): void {
    forgetLinkToken('welcome')
    queries.clear()
    void navigate('/', { replace: true })
  }
  return (
    <Entry title={words.title}>
      {token === null ? (
        <Notice tone="bad">{words.incomplete}</Notice>
      ) : (
        <>
          <p style={{ margin: 0 }}>{words.text}</p>
          <JoinForm path="/welcome" token={token} button={words.button} onDone={enter} />
        </>
      )}
    </Entry>
  )
}
