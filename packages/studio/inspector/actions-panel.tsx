import { Link, useParams } from 'react-router'
import { defineWords } from '../app/words.ts'
import fieldStyles from '../fields/fields.module.css'
import { useSurroundings } from '../fields/surroundings.ts'
import { Tag } from '../ui/index.ts'

const useWords = defineWords({
  en: {
    title: 'Actions',
    none: 'Actions are code that a flow runs: to send to Braze, to ask your systems.',
    make: 'Write an action',
    all: 'All actions',
  },
  ko: {
    title: '액션',
    none: '액션은 플로가 실행하는 코드입니다. Braze로 보내거나 우리 시스템에 묻습니다.',
    make: '액션 작성',
    all: '모든 액션',
  },
})

/** The solution's actions: their names and how they can end. */
export function ActionsPanel() {
  const words = useWords()
  const { solution = '' } = useParams()
  const { actions } = useSurroundings()
  const entries = Object.entries(actions)
  return (
    <section className={fieldStyles.fields} aria-label={words.title}>
      <h3>{words.title}</h3>
      {entries.length === 0 ? <p className={fieldStyles.hint}>{words.none}</p> : null}
      {entries.map(([name, { outcomes }]) => (
        <div key={name} className={fieldStyles.row}>
          <Link to={`/s/${solution}/actions/${name}`}>{name}</Link>
          {[...new Set(['success', 'error', ...outcomes])].map((outcome) => (
            <Tag key={outcome}>{outcome}</Tag>
          ))}
        </div>
      ))}
      <Link to={`/s/${solution}/actions`}>{entries.length === 0 ? words.make : words.all}</Link>
    </section>
  )
}
