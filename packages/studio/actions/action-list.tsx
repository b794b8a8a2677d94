import { FileCode2, FileCog, FileText, Plus } from 'lucide-react'
import { NavLink, useParams } from 'react-router'
import { defineWords } from '../app/words.ts'
import { usePaths } from '../source/hooks.ts'
import { Button, Tag } from '../ui/index.ts'
import { actionsOf } from './action-file.ts'
import styles from './actions.module.css'
import { codeLanguage } from './code-models.ts'

const useWords = defineWords({
  en: {
    actions: 'Actions',
    add: 'New action',
    none: 'None yet.',
    others: 'Settings and shared code',
    python: 'Python',
  },
  ko: { actions: '액션', add: '새 액션', none: '아직 없습니다.', others: '설정과 공유 코드', python: 'Python' },
})

/** Everything that is code, to open. */
export function ActionList({ onAdd }: { readonly onAdd: (() => void) | null }) {
  const words = useWords()
  const { solution = '' } = useParams()
  const paths = usePaths()
  const actions = actionsOf(paths)
  const own = new Set(actions.map(({ path }) => path))
  const others = paths.filter((path) => !own.has(path) && codeLanguage(path) !== null)
  const to = (name: string): string => `/s/${encodeURIComponent(solution)}/actions/${encodeURIComponent(name)}`
  return (
    <nav className={styles.list} aria-label={words.actions}>
      {onAdd === null ? null : (
        <Button kind="primary" onPress={onAdd}>
          <Plus size={16} aria-hidden /> {words.add}
        </Button>
      )}
      <div>
        <h2>{words.actions}</h2>
        {actions.length === 0 ? <p>{words.none}</p> : null}
        <ul>
          {actions.map(({ name, language }) => (
            <li key={name}>
              <NavLink to={to(name)} className={styles.entry ?? ''}>
                <FileCode2 size={16} aria-hidden /> {name} {language === 'python' ? <Tag>{words.python}</Tag> : null}
              </NavLink>
            </li>
          ))}
        </ul>
      </div>
      {others.length === 0 ? null : (
        <div>
          <h2>{words.others}</h2>
          <ul>
            {others.map((path) => (
              <li key={path}>
                <NavLink to={to(path)} className={styles.entry ?? ''}>
                  {path === 'solution.ts' ? <FileCog size={16} aria-hidden /> : <FileText size={16} aria-hidden />}{' '}
                  {path}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      )}
    </nav>
  )
}
