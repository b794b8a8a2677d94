import { defineWords } from '../app/words.ts'
import { TextField } from '../ui/index.ts'
import { errorOf, FieldBox, useField } from './form.tsx'
import { percentWords, shareFrom } from './percent.ts'
import type { SettingProps } from './settings.tsx'

const useWords = defineWords({
  en: { label: (label: string) => `${label}, in percent`, wrong: 'Write a number from 0 to 100.' },
  ko: { label: (label: string) => `${label} (퍼센트)`, wrong: '0에서 100까지의 숫자를 입력하세요.' },
})

/** A share from 0 to 1, written in percent. `usual`: what counts where nothing is written. */
export function PercentSetting(props: Omit<SettingProps, 'placeholder' | 'optional'> & { readonly usual?: number }) {
  const words = useWords()
  const field = useField(props.path)
  const { value } = field
  const isWrong = value !== undefined && (typeof value !== 'number' || value < 0 || value > 1)
  return (
    <FieldBox field={field}>
      <TextField
        label={words.label(props.label)}
        value={percentWords(value)}
        onChange={(text) => field.type(shareFrom(text))}
        error={isWrong ? words.wrong : errorOf(field.problems)}
        disabled={field.readOnly}
        {...(props.hint === undefined ? {} : { hint: props.hint })}
        {...(props.usual === undefined ? {} : { placeholder: percentWords(props.usual) })}
      />
    </FieldBox>
  )
}
