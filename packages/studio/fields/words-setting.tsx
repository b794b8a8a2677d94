import { useState } from 'react'
import { TextField } from '../ui/index.ts'
import { errorOf, FieldBox, useField } from './form.tsx'
import type { SettingProps } from './settings.tsx'

/** Several words or phrases, with commas between. Left empty, they are taken away. */
export function WordsSetting(props: Omit<SettingProps, 'optional'>) {
  const field = useField(props.path)
  const [typed, setTyped] = useState<string | null>(null)
  const list = Array.isArray(field.value) ? field.value.map(String) : []
  return (
    <FieldBox field={field}>
      <TextField
        label={props.label}
        value={typed ?? list.join(', ')}
        disabled={field.readOnly}
        error={errorOf(field.problems)}
        onChange={(text) => {
          setTyped(text)
          const parts = text.split(',').map((word) => word.trim())
          const words = [...new Set(parts.filter((word) => word !== ''))]
          field.type(words.length === 0 ? undefined : words)
        }}
        onBlur={() => setTyped(null)}
        {...(props.hint === undefined ? {} : { hint: props.hint })}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      />
    </FieldBox>
  )
}
