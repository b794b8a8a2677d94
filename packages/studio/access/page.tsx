import type { ReactNode } from 'react'
import type { Permission } from '../api.ts'
import { useMay } from '../app/api.ts'
import { usePageTitle } from '../app/page-title.ts'
import { defineWords } from '../app/words.ts'
import { Empty, join } from '../ui/index.ts'
import styles from './access.module.css'

const useWords = defineWords({
  en: {
    refused: 'This page is not for your role',
    refusedText: 'An owner can give you another role under People.',
  },
  ko: {
    refused: '이 역할로는 볼 수 없는 페이지입니다',
    refusedText: '소유자가 사용자 페이지에서 역할을 바꿀 수 있습니다.',
  },
})

/** A page of access: its heading, what it is for, and its button. `needs`: who may not do that is told so instead. */
export function AccessPage(props: {
  readonly title: string
  readonly text: string
  readonly action?: ReactNode
  readonly narrow?: boolean
  readonly needs?: Permission
  readonly children: ReactNode
}) {
  const words = useWords()
  const may = useMay(props.needs ?? 'solution:read')
  usePageTitle(props.title)
  if (props.needs !== undefined && !may) return <Empty title={words.refused}>{words.refusedText}</Empty>
  return (
    <div className={join(styles.page, props.narrow === true && styles.narrow)}>
      <div className={styles.head}>
        <div>
          <h1>{props.title}</h1>
          <p>{props.text}</p>
        </div>
        {props.action}
      </div>
      {props.children}
    </div>
  )
}
