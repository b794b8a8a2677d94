import type { InputHint } from '@parley/flow'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { newId } from '../element-id.ts'
import { useSurroundings } from '../surroundings.ts'

interface Properties {
  readonly input: Extract<InputHint, { readonly type: 'slider' }>
  readonly onAnswer: (text: string, shown: string) => void
}

export function Slider({ input: { min, max, step, unit }, onAnswer }: Properties): JSX.Element {
  const { words } = useSurroundings()
  const [id] = useState(() => newId('slider'))
  // Where the browser puts the thumb when nobody says: in the middle, on a step.
  const [value, setValue] = useState(min + Math.round((max - min) / 2 / step) * step)
  const say = (of: number): string => (unit ? `${of} ${unit}` : String(of))
  return (
    <div class="control slider">
      <div class="row between">
        <label for={id}>{words.scale}</label>
        <output for={id}>{say(value)}</output>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={say(value)}
        onInput={(event) => setValue(event.currentTarget.valueAsNumber)}
      />
      <div class="row between soft" aria-hidden="true">
        <span>{say(min)}</span>
        <span>{say(max)}</span>
      </div>
      <div class="row">
        <button type="button" class="strong" onClick={() => onAnswer(String(value), say(value))}>
          {words.send}
        </button>
      </div>
    </div>
  )
}
