import type { Choice } from '@parley/flow'
import type { JSX } from 'preact'
import type { Message } from '../../protocol.ts'
import { linkAddress } from '../address.ts'
import { useSurroundings } from '../surroundings.ts'
import { Choices } from './choices.tsx'
import { FileUpload } from './file-upload.tsx'
import { Form } from './form.tsx'
import { LocationShare } from './location-share.tsx'
import { MomentPicker } from './moment-picker.tsx'
import { Rating } from './rating.tsx'
import { Slider } from './slider.tsx'
import { Ticks } from './ticks.tsx'

/** A question that is better answered with more than a field for text. */
export function hasControl({ kind, input }: Message): boolean {
  if (kind === 'form' || kind === 'choices') return true
  return ['date', 'time', 'date-time', 'rating', 'slider', 'file', 'location'].includes(input?.type ?? '')
}

/** What a question is best answered with. The field beside it takes the same answer in words. */
export function Control({ message }: { readonly message: Message }): JSX.Element | null {
  const { say, words } = useSurroundings()
  const answer = (text: string, shown: string): void => say({ text }, shown)
  if (message.kind === 'form') return <Form message={message} onSay={say} />
  if (message.kind === 'choices' && message.multiple !== undefined)
    return (
      <Ticks
        message={message}
        onSend={(picked) =>
          say({ choices: picked.map(({ id }) => id) }, picked.map(({ label }) => label).join(', ') || words.none)
        }
      />
    )
  if (message.kind === 'choices')
    return (
      <Choices
        message={message}
        onPick={(choice) => {
          openChoice(choice)
          say({ choice: choice.id }, choice.label)
        }}
      />
    )
  switch (message.input?.type) {
    case 'date':
    case 'time':
    case 'date-time':
      return <MomentPicker input={message.input} onAnswer={answer} />
    case 'rating':
      return <Rating input={message.input} onAnswer={answer} />
    case 'slider':
      return <Slider input={message.input} onAnswer={answer} />
    case 'file':
      return <FileUpload input={message.input} onSay={say} />
    case 'location':
      return <LocationShare onSay={say} />
    default:
      return null
  }
}

/** A choice with an address opens it too. */
export function openChoice({ url }: Choice): void {
  const address = url === undefined ? null : linkAddress(url)
  if (address !== null) open(address.href, '_blank', 'noopener')
}
