import { isRouteErrorResponse, Link, useRouteError } from 'react-router'
import { Empty, ErrorNotice } from '../ui/index.ts'
import { usePageTitle } from './page-title.ts'
import { defineWords } from './words.ts'

const useWords = defineWords({
  en: { title: 'There is nothing here', text: 'The address leads to no page of the Studio.', home: 'To the solutions' },
  ko: { title: '여기에는 아무것도 없습니다', text: '스튜디오에 없는 주소입니다.', home: '솔루션 목록으로' },
})

export function WrongPage() {
  const words = useWords()
  const error = useRouteError()
  usePageTitle(words.title)
  // Where the address leads to no page, nothing was thrown.
  const unexpected = error !== undefined && error !== null && !isRouteErrorResponse(error)
  return (
    <main>
      <Empty title={words.title} action={<Link to="/">{words.home}</Link>}>
        {unexpected ? <ErrorNotice error={error} /> : words.text}
      </Empty>
    </main>
  )
}
