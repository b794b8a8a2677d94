import { useSource } from '../source/hooks.ts'
import { usePreview as useKnown } from '../worker/client.ts'
import type { Previewed } from '../worker/protocol.ts'
import { useRested } from './rested.ts'
import { samplesOf } from './samples.ts'

export interface PreviewOf {
  readonly flow: string
  readonly source: string
  readonly as: 'markdown' | 'plain' | 'logic'
  readonly more?: 'result' | 'payload' | null
}

/** What a text or a piece of logic comes to with sample values; `null` while that is not known. */
export function usePreviewOf(of: PreviewOf | null): Previewed | null {
  const file = useSource().flow(of?.flow ?? '')
  const rested = useRested(of === null ? null : JSON.stringify(of))
  const asked = rested === null || of === null ? null : (JSON.parse(rested) as PreviewOf)
  return useKnown(asked === null ? null : { ...asked, values: file === undefined ? {} : samplesOf(file) })
}
