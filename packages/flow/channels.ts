/**
 * What the channels can show, so that a flow can be checked before anybody talks to it. Limits as the services document them:
 * WhatsApp Business Platform (interactive messages), Messenger Platform (send API), GSM 03.38 for SMS.
 */
import type { Content } from './message.ts'

export type ChannelName = (typeof channelNames)[number]

export interface ChannelLimits {
  /** Most characters of one message. */
  readonly characters: number
  /** Most choices that are shown as buttons, and as a list; what is beyond is shown as a numbered text. 0: it has none. */
  readonly buttons: number
  readonly listItems: number
  /** Most characters of a button's label. */
  readonly label: number
  /** Most cards of a carousel. 0: it has none. */
  readonly cards: number
  /** Kinds of message that it shows as they are; of others it shows `plainOf`. */
  readonly shows: ReadonlySet<Content['kind']>
}

/** Every kind of message. */
export const contentKinds = [
  'text',
  'choices',
  'carousel',
  'form',
  'image',
  'video',
  'file',
  'link',
  'web-view',
  'location',
] as const satisfies readonly Content['kind'][]

/** The channels that there are. */
export const channelNames = ['web', 'sms', 'whatsapp', 'messenger', 'email'] as const

export const channels: { readonly [channel in ChannelName]: ChannelLimits } = {
  web: { characters: 20_000, buttons: 200, listItems: 200, label: 200, cards: 20, shows: new Set(contentKinds) },
  /** Ten parts of 153 characters; most carriers cut off there. */
  sms: { characters: 1530, buttons: 0, listItems: 0, label: 0, cards: 0, shows: new Set<Content['kind']>(['text']) },
  whatsapp: {
    characters: 4096,
    buttons: 3,
    listItems: 10,
    label: 20,
    cards: 10,
    shows: new Set<Content['kind']>(['text', 'choices', 'image', 'video', 'file', 'link', 'location']),
  },
  messenger: {
    characters: 2000,
    buttons: 3,
    listItems: 13,
    label: 20,
    cards: 10,
    shows: new Set<Content['kind']>(['text', 'choices', 'carousel', 'image', 'video', 'file', 'link', 'web-view']),
  },
  email: {
    characters: 20_000,
    buttons: 20,
    listItems: 50,
    label: 100,
    cards: 10,
    shows: new Set<Content['kind']>(['text', 'choices', 'carousel', 'image', 'file', 'link']),
  },
}
