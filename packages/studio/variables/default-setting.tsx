import { useState } from 'react'
import { defineWords } from '../app/words.ts'
import { errorOf, FieldBox, useField } from '../fields/form.tsx'
import type { Path } from '../fields/path.ts'
import { Select, TextField } from '../ui/index.ts'
import { defaultFrom, defaultWords } from './default-value.ts'

const useWords = defineWords({
  en: {
    label: 'Value from the start',
    none: 'Not known',
    yes: 'Yes',
    no: 'No',
    number: 'Write a number.',
    json: 'Write JSON, for example ["a", "b"].',
    list: 'Ids with commas between',
  },
  ko: {
    label: '처음 값',
    none: '모름',
    yes: '예',
    no: '아니요',
    number: '숫자를 입력하세요.',
    json: 'JSON을 입력하세요. 예: ["a", "b"].',
    list: '쉼표로 구분한 ID',
  },
})

/** What a variable holds from the start, as its type is written. */
export function DefaultSetting({ path, type }: { readonly path: Path; readonly type: string }) {
  const words = useWords()
  const field = useField(path)
  const [draft, setDraft] = useState<string | null>(null)
  if (type === 'boolean')
    return (
      <FieldBox field={field}>
        <Select
          label={words.label}
          value={field.value === true ? 'yes' : field.value === false ? 'no' : 'none'}
          disabled={field.readOnly}
          options={(['none', 'yes', 'no'] as const).map((value) => ({ value, label: words[value] }))}
          onChange={(value) => field.set(value === 'none' ? undefined : value === 'yes')}
        />
      </FieldBox>
    )
  const read = draft === null ? null : defaultFrom(type, draft)
  const wrong = read !== null && 'wrong' in read ? words[read.wrong] : undefined
  return (
    <FieldBox field={field}>
      <TextField
        label={words.label}
        value={draft ?? defaultWords(field.value)}
        placeholder={words.none}
        disabled={field.readOnly}
        error={wrong ?? errorOf(field.problems)}
        {...(type === 'choices' ? { hint: words.list } : {})}
        onChange={(text) => {
          setDraft(text)
          const next = defaultFrom(type, text)
          if ('value' in next) field.type(next.value)
        }}
        onBlur={() => setDraft(null)}
      />
    </FieldBox>
  )
}
