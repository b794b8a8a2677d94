import { ErrorNotice } from '../ui/index.ts'

/** What the server refused. */
export function RefusalNotice({ error }: { readonly error: unknown }) {
  return <ErrorNotice error={error} />
}
