import { defineWords } from '../../app/words.ts'
import { FieldProblems } from '../../fields/field-problems.tsx'
import { useField } from '../../fields/form.tsx'
import type { Path } from '../../fields/path.ts'
import { TextSetting } from '../../fields/settings.tsx'
import styles from './content.module.css'
import { InlineText } from './inline-text.tsx'

const useWords = defineWords({
  en: {
    words: (index: number) => `Words of button ${index}`,
    url: 'Address that it opens',
    hint: 'https://…, tel: or mailto:',
  },
  ko: { words: (index: number) => `${index}번 버튼의 글`, url: '열릴 주소', hint: 'https://…, tel: 또는 mailto:' },
})

/** A button that opens an address. */
export function LinkButtonSetting({ path, index }: { readonly path: Path; readonly index: number }) {
  const words = useWords()
  const label = useField([...path, 'label'])
  return (
    <div className={styles.choice}>
      <div className={styles.pill} data-look="buttons">
        <InlineText path={[...path, 'label']} label={words.words(index + 1)} />
      </div>
      <FieldProblems problems={label.problems} />
      <TextSetting path={[...path, 'url']} label={words.url} hint={words.hint} placeholder="https://…" />
    </div>
  )
}
