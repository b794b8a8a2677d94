import { intentsPath, isNluPath, readNlu } from '@parley/nlu'
import { stringify } from 'yaml'

/** The examples of all files as one, in the form that the export to Pypestream reads; `undefined`: there are none. */
export function pypestreamIntents(files: { readonly [path: string]: string }): string | undefined {
  const own = Object.entries(files).filter(([path]) => isNluPath(path))
  if (own.length === 0) return undefined
  const { nlu } = readNlu(Object.fromEntries(own))
  if (nlu === null) return files[intentsPath]
  const intents = Object.entries(nlu.intents).map(([intent, examples]) => {
    // An intent may be called "constructor".
    const note = Object.hasOwn(nlu.notes ?? {}, intent) ? nlu.notes?.[intent] : undefined
    return [intent, { examples, ...(note === undefined ? {} : { note }) }] as const
  })
  return intents.length === 0 ? undefined : stringify({ intents: Object.fromEntries(intents) }, { lineWidth: 0 })
}
