import type { FormField as Field, Value, Values } from '@parley/flow'
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Message, SayRequest } from '../../protocol.ts'
import { useSurroundings } from '../surroundings.ts'
import { failureOf, problemOf, wasStopped } from './file-choice.ts'
import { FormField } from './form-field.tsx'
import { UploadProgress } from './upload-progress.tsx'

interface Properties {
  readonly message: Message
  readonly onSay: (said: SayRequest, shown: string) => void
}

/** A form of a question, sent as a whole. After a try that was wrong the focus is in the first field that is. */
export function Form({ message, onSay }: Properties): JSX.Element {
  const { words } = useSurroundings()
  const { fields = [], submit = words.send, values = {}, errors = {} } = message
  const element = useRef<HTMLFormElement>(null)
  const { share, stop, give } = useUploads(fields)
  useEffect(() => {
    if (message.errors === undefined) return
    const wrong = element.current?.querySelector<HTMLElement>('[aria-invalid], fieldset[aria-describedby] input')
    wrong?.focus()
  }, [message.errors])

  async function send(event: Event): Promise<void> {
    event.preventDefault()
    if (element.current === null || share !== null) return
    const given = await give(new FormData(element.current))
    if (given !== null) onSay({ form: given }, linesOf(fields, given))
  }
  return (
    <form ref={element} class="fields" noValidate aria-label={words.form} onSubmit={(event) => void send(event)}>
      {fields.map((field) => (
        <FormField key={field.name} field={field} value={values[field.name]} error={errors[field.name]} />
      ))}
      {share === null ? (
        <button type="submit" class="strong">
          {submit}
        </button>
      ) : (
        <UploadProgress share={share} onStop={stop} />
      )}
    </form>
  )
}

/** Reads what was filled in. Files are given to the conversation first; `null` when that went wrong, which is then said. */
function useUploads(fields: readonly Field[]) {
  const surroundings = useSurroundings()
  const [share, setShare] = useState<number | null>(null)
  const stop = useRef<AbortController | null>(null)

  async function give(data: FormData): Promise<Values | null> {
    const given: { [name: string]: Value } = {}
    surroundings.complain('')
    stop.current = new AbortController()
    try {
      for (const { name, input } of fields) {
        if (input.type !== 'file') {
          given[name] = input.type === 'choices' ? data.getAll(name).map(String) : String(data.get(name) ?? '').trim()
          continue
        }
        const file = data.get(name)
        // The browser gives an empty file where none was chosen.
        if (!(file instanceof File) || (file.name === '' && file.size === 0)) continue
        const problem = problemOf(file, input, surroundings)
        if (problem !== null) {
          surroundings.complain(problem)
          return null
        }
        setShare(0)
        given[name] = (await surroundings.chat.upload(file, setShare, stop.current.signal)).id
      }
      return given
    } catch (error) {
      if (!wasStopped(error)) surroundings.complain(failureOf(error, surroundings))
      return null
    } finally {
      setShare(null)
    }
  }
  return { share, stop: () => stop.current?.abort(), give }
}

/** What the person sees of it, until the server has it. */
function linesOf(fields: readonly Field[], given: Values): string {
  return fields
    .flatMap(({ name, label, choices = [], input }) => {
      const value = given[name]
      if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0))
        return []
      const words = [value].flat().map((each) => choices.find(({ id }) => id === each)?.label ?? String(each))
      return [`${label}: ${input.type === 'file' ? '✓' : words.join(', ')}`]
    })
    .join('\n')
}
