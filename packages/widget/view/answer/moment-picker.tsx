import type { InputHint } from '@parley/flow'
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { newId } from '../element-id.ts'
import { useSurroundings } from '../surroundings.ts'

export type MomentHint = Extract<InputHint, { readonly type: 'date' | 'time' | 'date-time' }>

/** The browser's own pickers, which every keyboard and screen reader knows. */
export const momentTypes = { date: 'date', time: 'time', 'date-time': 'datetime-local' } as const
const titles = { date: 'day', time: 'time', 'date-time': 'day_and_time' } as const

/** Bounds of the picker. One that spans midnight has none: no picker knows such. */
export function momentBounds(input: MomentHint): { min?: string; max?: string; step?: string } {
  const { type, min, max } = input
  const spans = type === 'time' && min !== undefined && max !== undefined && min > max
  return {
    ...(min !== undefined && !spans && { min }),
    ...(max !== undefined && !spans && { max }),
    ...(type === 'time' && input.step !== undefined && { step: String(input.step * 60) }),
  }
}

interface Properties {
  readonly input: MomentHint
  readonly onAnswer: (text: string, shown: string) => void
}

export function MomentPicker({ input, onAnswer }: Properties): JSX.Element {
  const { words } = useSurroundings()
  const [id] = useState(() => newId('moment'))
  const field = useRef<HTMLInputElement>(null)
  function send(): void {
    const picked = field.current
    if (picked?.reportValidity()) onAnswer(picked.value, picked.value.replace('T', ' '))
  }
  return (
    <div class="control">
      <label for={id}>{words[titles[input.type]]}</label>
      <div class="row">
        <input ref={field} id={id} type={momentTypes[input.type]} required {...momentBounds(input)} />
        <button type="button" class="strong" onClick={send}>
          {words.send}
        </button>
      </div>
    </div>
  )
}
