/** What a person does in a story, as the event has it. */
import type { Said } from '../event.ts'
import type { Content, Upload } from '../message.ts'
import type { Values } from '../value.ts'
import { quote } from './line.ts'
import type { Steps } from './story.ts'

export interface Offered {
  readonly id: string
  readonly label: string
}

/** What a message offers to pick from. */
export function offeredBy(content: Content): readonly Offered[] {
  const input = 'input' in content ? content.input : undefined
  if (input?.type === 'file' && input.cancel !== undefined) return [{ id: 'cancel', label: input.cancel }]
  return 'choices' in content ? content.choices : []
}

export interface NotOffered {
  readonly expected: string
  readonly happened: string
}

/** The choice that is called so: by its id, else by its label. */
export function findOffered(offered: readonly Offered[], name: string): Offered | NotOffered {
  const found = offered.find(({ id }) => id === name) ?? offered.find(({ label }) => label === name)
  if (found !== undefined) return found
  const ids = offered.map(({ id }) => id).join(', ') || 'nothing'
  return { expected: `${quote(name)} is offered`, happened: `offered: ${ids}` }
}

/** Several picks at once, or the first that is not offered. */
export function pickSeveral(offered: readonly Offered[], names: readonly string[]): Said | NotOffered {
  const choices: string[] = []
  for (const name of names) {
    const found = findOffered(offered, name)
    if ('expected' in found) return found
    choices.push(found.id)
  }
  return { kind: 'choices', choices }
}

/** Media types by the end of a name, for files that exist in a story only. */
const types: { readonly [ending: string]: string } = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  heic: 'image/heic',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  zip: 'application/zip',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const usualSize = 100_000

export function sendFile(file: Steps['file']['file']): Said {
  const upload = uploadOf(file, 'file_story')
  return { kind: 'file', file: upload.id, uploads: [upload] }
}

function uploadOf(file: Steps['file']['file'], id: Upload['id']): Upload {
  return typeof file === 'string' ? { id, ...fileNamed(file) } : { id, ...file }
}

export function fillIn({ form, files = {} }: Steps['form']): Said {
  const uploads = Object.entries(files).map(([field, file]) => [field, uploadOf(file, `file_story_${field}`)] as const)
  if (uploads.length === 0) return { kind: 'form', form }
  const named = Object.fromEntries(uploads.map(([field, { id }]) => [field, id]))
  return { kind: 'form', form: { ...form, ...named }, uploads: uploads.map(([, upload]) => upload) }
}

/** A file of which nothing but the name is known. */
export function fileNamed(name: string): Omit<Upload, 'id'> {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return { name, type: types[ending] ?? 'application/octet-stream', size: usualSize }
}

export function shareLocation(location: Steps['location']['location']): Said {
  const form = Object.fromEntries(Object.entries(location).filter(([, value]) => value !== undefined))
  return { kind: 'form', form: form as Values }
}
