import { useState } from 'react'
import { useLanguage } from '../app/words.ts'
import { languageName } from '../texts/language.ts'
import { TextField, toast } from '../ui/index.ts'
import type { ShownIntent } from './nlu-document.ts'
import { setIntentText, textKinds } from './nlu-texts.ts'
import styles from './understanding.module.css'
import type { NluEditing } from './use-nlu.ts'
import { useWords } from './words.ts'

/** What people read of an intent: its label where they are asked, its answer where it is a question that is asked often. */
export function IntentTexts(props: {
  readonly intent: ShownIntent
  readonly editing: NluEditing
  readonly own: string
  readonly languages: readonly string[]
  readonly readOnly: boolean
}) {
  const words = useWords()
  const shownIn = useLanguage()
  const { intent, editing, own } = props
  return (
    <section className={styles.section} aria-label={words.labels}>
      <h3>{words.labels}</h3>
      {textKinds.map((what) => {
        const texts = what === 'label' ? intent.labels : intent.answers
        return (
          <div key={what} className={styles.section}>
            <span className={styles.hint}>{what === 'label' ? words.labelHint : words.answerHint}</span>
            <div className={styles.languages}>
              {props.languages.map((language) => (
                <IntentText
                  key={language}
                  label={words.ofLanguage(words[what], languageName(language, shownIn))}
                  text={texts[language] ?? (language === own ? (texts[''] ?? '') : '')}
                  area={what === 'answer'}
                  readOnly={props.readOnly}
                  onCommit={(text) => {
                    if (!editing.edit((files) => setIntentText(files, intent.name, what, { language, text, own })))
                      toast(words.unchanged, 'warn')
                  }}
                />
              ))}
            </div>
          </div>
        )
      })}
    </section>
  )
}

function IntentText(props: {
  readonly label: string
  readonly text: string
  readonly area: boolean
  readonly readOnly: boolean
  readonly onCommit: (text: string) => void
}) {
  /** `null`: nobody has typed another one; what others make of it is shown. */
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <div data-shown={props.text}>
      <TextField
        label={props.label}
        value={typed ?? props.text}
        area={props.area}
        disabled={props.readOnly}
        onChange={setTyped}
        onBlur={() => {
          if (typed !== null && typed.trim() !== props.text) props.onCommit(typed)
          setTyped(null)
        }}
      />
    </div>
  )
}
