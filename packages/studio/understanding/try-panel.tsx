import { useEffect, useState } from 'react'
import { useLanguage } from '../app/words.ts'
import { languageName } from '../texts/language.ts'
import { Button, Empty, Select, TextField, toast, Working } from '../ui/index.ts'
import { useWorkers } from '../worker/client.ts'
import type { TriedSentence } from '../worker/try-sentence.ts'
import { percent } from './figures.ts'
import { addExamples, exampleOf } from './nlu-document.ts'
import styles from './understanding.module.css'
import type { NluEditing } from './use-nlu.ts'
import { useWords } from './words.ts'

/** What a sentence is taken for, and why. */
export function TryPanel(props: {
  readonly editing: NluEditing
  readonly own: string
  readonly languages: readonly string[]
  readonly readOnly: boolean
}) {
  const words = useWords()
  const shownIn = useLanguage()
  const [text, setText] = useState('')
  const [language, setLanguage] = useState(props.own)
  const tried = useTried(text, language)
  if (props.editing.nlu.intents.length === 0) return <Empty title={words.none}>{words.noModel}</Empty>
  return (
    <div className={styles.panel}>
      <div className={styles.line}>
        <div className={styles.grow}>
          <TextField label={words.sentence} value={text} onChange={setText} hint={words.sentenceHint} />
        </div>
        {props.languages.length < 2 ? null : (
          <Select
            label={words.language}
            value={language}
            options={props.languages.map((value) => ({ value, label: languageName(value, shownIn) }))}
            onChange={setLanguage}
          />
        )}
      </div>
      {text.trim() === '' ? null : tried === null ? (
        <Working label={words.learning} />
      ) : (
        <>
          <p role="status">{tried.intent === null ? words.meantNothing : words.meant(tried.intent)}</p>
          <Ranked tried={tried} />
          <Found tried={tried} />
          <Near tried={tried} />
          {props.readOnly ? null : <AddTo key={text} text={text} tried={tried} editing={props.editing} />}
        </>
      )}
    </div>
  )
}

/** Asked again whenever the examples have been learned anew; `null`: there is no answer yet. */
function useTried(text: string, language: string): TriedSentence | null {
  const { client, version } = useWorkers()
  const [tried, setTried] = useState<TriedSentence | null>(null)
  useEffect(() => {
    let isCurrent = version >= 0
    if (client === null || text.trim() === '') return
    client.ask('trySentence', { text, language, at: Date.now() }).then(
      (answer) => {
        if (isCurrent) setTried(answer)
      },
      () => {},
    )
    return () => {
      isCurrent = false
    }
  }, [client, version, text, language])
  return tried
}

function Ranked({ tried }: { readonly tried: TriedSentence }) {
  const words = useWords()
  return (
    <section className={styles.section} aria-label={words.ranked}>
      <h2>{words.ranked}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.intent}</th>
            <th scope="col">{words.confidence}</th>
          </tr>
        </thead>
        <tbody>
          {tried.ranked.map(({ intent, confidence }) => (
            <tr key={intent}>
              <th scope="row">{intent}</th>
              <td className={styles.number}>
                <span className={styles.bar} aria-hidden>
                  <span style={{ width: `${confidence * 100}%` }} />
                </span>
                {percent(confidence)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Found({ tried }: { readonly tried: TriedSentence }) {
  const words = useWords()
  return (
    <section className={styles.section} aria-label={words.found}>
      <h2>{words.found}</h2>
      {tried.entities.length === 0 ? <p>{words.foundNone}</p> : null}
      <ul className={styles.examples}>
        {tried.entities.map(({ type, text, value, start }) => (
          <li key={`${start} ${type}`}>
            <span className={styles.mark}>{text}</span> {type}: {JSON.stringify(value)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Near({ tried }: { readonly tried: TriedSentence }) {
  const words = useWords()
  if (tried.near.length === 0) return null
  return (
    <section className={styles.section} aria-label={words.near}>
      <h2>{words.near}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.examples}</th>
            <th scope="col">{words.intent}</th>
            <th scope="col">{words.likeness}</th>
          </tr>
        </thead>
        <tbody>
          {tried.near.map(({ text, intent, likeness }) => (
            <tr key={`${intent} ${text}`}>
              <td>{text}</td>
              <td>{intent}</td>
              <td className={styles.number}>{percent(likeness)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function AddTo(props: { readonly text: string; readonly tried: TriedSentence; readonly editing: NluEditing }) {
  const words = useWords()
  const { text, tried, editing } = props
  const [intent, setIntent] = useState<string | null>(tried.ranked[0]?.intent ?? null)
  return (
    <div className={styles.line}>
      <Select
        label={words.addAs}
        value={intent}
        options={editing.nlu.intents.map(({ name }) => ({ value: name, label: name }))}
        onChange={setIntent}
      />
      <Button
        isDisabled={intent === null}
        onPress={() => {
          if (intent === null) return
          if (editing.edit((files) => addExamples(files, intent, [exampleOf(text)])))
            toast(words.addedTo(intent), 'good')
        }}
      >
        {words.addIt}
      </Button>
    </div>
  )
}
