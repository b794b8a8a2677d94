import type { NodeFile } from '../source/flow-file.ts'
import type { Json, JsonObject } from '../source/json.ts'
import { choicesOf } from './kind-view.ts'

const objects = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter((each): each is JsonObject => typeof each === 'object' && each !== null) : []

/** Kinds whose authors name the ports themselves: no word of ours stands for those. */
const ownPorts = ['branch', 'experiment', 'call']

/** What a port is called on the screen. */
export function portLabel(file: NodeFile, port: string, words: { readonly [port: string]: string }): string {
  if (port.startsWith('choice.')) {
    const id = port.slice('choice.'.length)
    return choicesOf(file).find((choice) => choice.id === id)?.label ?? id
  }
  if (ownPorts.includes(file.kind) && port !== 'else' && port !== 'next') return port
  return Object.hasOwn(words, port) ? (words[port] ?? port) : port
}

/** The condition or the share behind a port, for its tooltip; `null` when its name says it all. */
export function portReason(file: NodeFile, port: string): string | null {
  const whens = objects(file.cases).flatMap(({ port: own, when }) =>
    own === port && typeof when === 'string' && when !== '' ? [when] : [],
  )
  if (file.kind === 'branch' && whens.length > 0) return whens.join(' / ')
  const variant = objects(file.variants).find(({ port: own }) => own === port)
  return file.kind === 'experiment' && variant !== undefined ? String(variant.weight) : null
}
