import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import type { SecretList } from '../api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import fieldStyles from '../fields/fields.module.css'
import { Tag } from '../ui/index.ts'

const useWords = defineWords({
  en: {
    title: 'Secrets',
    hint: 'Keys that actions use. Their values are kept by the server and never shown here.',
    none: 'The solution asks for no secrets.',
    there: (environment: string) => `${environment}: set`,
    missing: (environment: string) => `${environment}: missing`,
    settings: 'Settings of the solution',
  },
  ko: {
    title: '비밀 값',
    hint: '액션이 쓰는 키. 값은 서버가 보관하며 여기에 보이지 않습니다.',
    none: '솔루션에 필요한 비밀 값이 없습니다.',
    there: (environment: string) => `${environment}: 있음`,
    missing: (environment: string) => `${environment}: 없음`,
    settings: '솔루션 설정',
  },
})

/** The secrets that the solution asks for, and whether each environment has them. */
export function SecretsPanel() {
  const words = useWords()
  const { solution = '' } = useParams()
  const { data } = useQuery({
    queryKey: [solution, 'secrets'],
    queryFn: () => request<SecretList>(`/solutions/${encodeURIComponent(solution)}/secrets`),
    retry: false,
  })
  return (
    <section className={fieldStyles.fields} aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className={fieldStyles.hint}>{words.hint}</p>
      {data?.secrets.length === 0 ? <p className={fieldStyles.hint}>{words.none}</p> : null}
      {data?.secrets.map(({ name, sandbox, prod }) => (
        <div key={name} className={fieldStyles.row}>
          <code>{name}</code>
          {Object.entries({ sandbox, prod }).map(([environment, isThere]) => (
            <Tag key={environment} tone={isThere ? 'good' : 'warn'}>
              {isThere ? words.there(environment) : words.missing(environment)}
            </Tag>
          ))}
        </div>
      ))}
      <Link to={`/s/${solution}/settings`}>{words.settings}</Link>
    </section>
  )
}
