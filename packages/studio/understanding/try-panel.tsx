import { useEffect, useState } from 'react'
import { useLanguage } from '../app/words.ts'
import { languageName } from '../texts/language.ts'
import { Button, Empty, ErrorNotice, Notice, Select, TextField, toast, Working } from '../ui/index.ts'
import { useWorkers } from '../worker/client.ts'
import type { SentenceTrial, TriedSentence } from '../worker/try-sentence.ts'
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
  const trial = useTrial(text, language)
  if (props.editing.nlu.intents.length === 0 && props.editing.nlu.broken.length === 0)
    return <Empty title={words.none}>{words.noModel}</Empty>
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
      {text.trim() === '' ? null : (
        <>
          <Tried trial={trial} />
          {props.readOnly || props.editing.nlu.intents.length === 0 ? null : (
            <AddTo
              key={text}
              text={text}
              guess={
                trial.isCurrent && trial.answer?.kind === 'tried' ? trial.answer.tried.ranked[0]?.intent : undefined
              }
              editing={props.editing}
            />
          )}
        </>
      )}
    </div>
  )
}

interface Trial {
  /** Of the sentence, or of the one before it; `null`: there is none yet. */
  readonly answer: SentenceTrial | null
  /** It is of the sentence as it is. */
  readonly isCurrent: boolean
  readonly failure: unknown
}

/** Asked again whenever the examples have been learned anew. */
function useTrial(text: string, language: string): Trial {
  const { client, version } = useWorkers()
  const asked = `${language} ${text}`
  const [{ of, ...trial }, setTrial] = useState<Omit<Trial, 'isCurrent'> & { readonly of: string }>(noTrial)
  useEffect(() => {
    let isCurrent = version >= 0
    if (client === null || text.trim() === '') return
    const take = (next: Omit<Trial, 'isCurrent'>): void => {
      if (isCurrent) setTrial({ of: asked, ...next })
    }
    client.ask('trySentence', { text, language, at: Date.now() }).then(
      (answer) => take({ answer, failure: null }),
      (failure: unknown) => take({ answer: null, failure }),
    )
    return () => {
      isCurrent = false
    }
  }, [client, version, text, language, asked])
  return { ...trial, isCurrent: of === asked }
}

const noTrial = { of: '', answer: null, failure: null }

function Tried({ trial: { answer, isCurrent, failure } }: { readonly trial: Trial }) {
  const words = useWords()
  if (failure !== null) return <ErrorNotice error={failure} />
  if (answer?.kind === 'impossible') return <Notice tone="warn">{words.cannotLearn}</Notice>
  if (answer?.kind !== 'tried') return <Working label={words.learning} />
  const { tried } = answer
  return (
    <div className={styles.panel} aria-busy={!isCurrent}>
      <p role="status">{tried.intent === null ? words.meantNothing : words.meant(tried.intent)}</p>
      <Ranked tried={tried} />
      <Found tried={tried} />
      <Near tried={tried} />
    </div>
  )
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

function AddTo(props: {
  readonly text: string
  /** What it seems to mean. */
  readonly guess: string | undefined
  readonly editing: NluEditing
}) {
  const words = useWords()
  const { text, guess, editing } = props
  const names = editing.nlu.intents.map(({ name }) => name)
  const [picked, setPicked] = useState<string | null>(null)
  const intent = names.find((name) => name === (picked ?? guess)) ?? null
  function add(to: string): void {
    const isThere = editing.nlu.intents.some(
      ({ name, examples }) => name === to && examples.some(({ source }) => source === exampleOf(text)),
    )
    if (isThere) toast(words.alreadyThere)
    else if (editing.edit((files) => addExamples(files, to, [exampleOf(text)]))) toast(words.addedTo(to), 'good')
    else toast(words.unchanged, 'warn')
  }
  return (
    <div className={styles.line}>
      <Select
        label={words.addAs}
        value={intent}
        options={names.map((name) => ({ value: name, label: name }))}
        onChange={setPicked}
      />
      <Button
        isDisabled={intent === null}
        onPress={() => {
          if (intent !== null) add(intent)
        }}
      >
        {words.addIt}
      </Button>
    </div>
  )
}
