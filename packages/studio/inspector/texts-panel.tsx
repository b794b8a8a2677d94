import { Link, useParams } from 'react-router'
import { defineWords } from '../app/words.ts'
import fieldStyles from '../fields/fields.module.css'
import { usePaths } from '../source/hooks.ts'
import { textsLanguage } from '../texts/texts-paths.ts'
import { Tag } from '../ui/index.ts'

const useWords = defineWords({
  en: { title: 'Languages', none: 'All texts are in one language so far.', open: 'Texts in all languages' },
  ko: { title: '언어', none: '아직 모든 글이 한 언어로 되어 있습니다.', open: '모든 언어의 글' },
})

/** In which languages the solution speaks. */
export function TextsPanel() {
  const words = useWords()
  const { solution = '' } = useParams()
  const languages = usePaths().flatMap((path) => textsLanguage(path) ?? [])
  return (
    <section className={fieldStyles.fields} aria-label={words.title}>
      <h3>{words.title}</h3>
      {languages.length === 0 ? <p className={fieldStyles.hint}>{words.none}</p> : null}
      <div className={fieldStyles.row}>
        {languages.map((language) => (
          <Tag key={language}>{language}</Tag>
        ))}
      </div>
      <Link to={`/s/${solution}/texts`}>{words.open}</Link>
    </section>
  )
}
