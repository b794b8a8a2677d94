import { Plus } from 'lucide-react'
import { useState } from 'react'
import { defineWords, useLanguage } from '../app/words.ts'
import { useSource } from '../source/hooks.ts'
import { Button, Checkbox, Dialog, DialogActions, Select, TextField } from '../ui/index.ts'
import { addLanguage } from './edit-text.ts'
import { languageName, tagOf, usualLanguages } from './language.ts'
import { progressOf, type Row } from './rows.ts'
import styles from './texts.module.css'

const useWords = defineWords({
  en: {
    label: 'Languages',
    progress: (done: number, all: number) => `${done} of ${all} translated`,
    changed: (count: number) => `${count} changed since`,
    add: 'Add a language',
    pick: 'Language',
    other: 'Another one …',
    tag: 'Language tag',
    tagHint: 'BCP 47, for example pt-BR or zh-Hant.',
    wrong: 'This is no language tag.',
    there: 'The solution has this language already.',
    create: 'Add',
    cancel: 'Cancel',
    missing: 'Until they are translated, texts are said in the language of the flows.',
  },
  ko: {
    label: '언어',
    progress: (done: number, all: number) => `${all}개 중 ${done}개 번역됨`,
    changed: (count: number) => `${count}개는 원문이 바뀜`,
    add: '언어 추가',
    pick: '언어',
    other: '다른 언어 …',
    tag: '언어 태그',
    tagHint: 'BCP 47, 예: pt-BR, zh-Hant.',
    wrong: '언어 태그가 아닙니다.',
    there: '이미 있는 언어입니다.',
    create: '추가',
    cancel: '취소',
    missing: '번역되기 전까지는 플로의 언어로 말합니다.',
  },
})

/** Each language: how far it is, and whether it is shown. */
export function Languages(props: {
  readonly rows: readonly Row[]
  readonly languages: readonly string[]
  readonly hidden: ReadonlySet<string>
  readonly onHide: (language: string, hide: boolean) => void
}) {
  const words = useWords()
  const shownIn = useLanguage()
  return (
    <ul className={styles.languages} aria-label={words.label}>
      {props.languages.map((language) => {
        const { done, changed, missing } = progressOf(props.rows, language)
        const all = done + changed + missing
        const share = (count: number) => `${all === 0 ? 0 : (count / all) * 100}%`
        return (
          <li key={language} className={styles.language}>
            <Checkbox
              label={`${languageName(language, shownIn)} (${language})`}
              checked={!props.hidden.has(language)}
              onChange={(checked) => props.onHide(language, !checked)}
            />
            <div
              className={styles.bar}
              role="progressbar"
              aria-label={`${languageName(language, shownIn)}: ${words.progress(done, all)}`}
              aria-valuemin={0}
              aria-valuemax={all}
              aria-valuenow={done}
            >
              <span style={{ width: share(done) }} />
              <span style={{ width: share(changed) }} />
            </div>
            <span className={styles.hint}>
              {words.progress(done, all)}
              {changed === 0 ? null : ` · ${words.changed(changed)}`}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

export function AddLanguage({ own, languages }: { readonly own: string; readonly languages: readonly string[] }) {
  const words = useWords()
  const shownIn = useLanguage()
  const store = useSource()
  const [isOpen, setOpen] = useState(false)
  const [picked, setPicked] = useState('')
  const [typed, setTyped] = useState('')
  const free = usualLanguages.filter((language) => language !== own && !languages.includes(language))
  const language = picked === 'other' ? tagOf(typed) : picked === '' ? null : picked
  const isThere = language !== null && (languages.includes(language) || language === own)
  function add(): void {
    if (language === null || isThere) return
    addLanguage(store, language, languageName(language, language))
    setOpen(false)
    setPicked('')
    setTyped('')
  }
  return (
    <>
      <Button kind="primary" onPress={() => setOpen(true)}>
        <Plus size={16} aria-hidden /> {words.add}
      </Button>
      <Dialog title={words.add} open={isOpen} onClose={() => setOpen(false)}>
        <Select
          label={words.pick}
          value={picked === '' ? null : picked}
          options={[
            ...free.map((value) => ({ value, label: languageName(value, shownIn), hint: languageName(value, value) })),
            { value: 'other', label: words.other },
          ]}
          hint={words.missing}
          onChange={setPicked}
        />
        {picked === 'other' ? (
          <TextField
            label={words.tag}
            hint={words.tagHint}
            value={typed}
            onChange={setTyped}
            error={typed === '' ? undefined : language === null ? words.wrong : isThere ? words.there : undefined}
          />
        ) : null}
        <DialogActions>
          <Button onPress={() => setOpen(false)}>{words.cancel}</Button>
          <Button kind="primary" isDisabled={language === null || isThere} onPress={add}>
            {words.create}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  )
}
