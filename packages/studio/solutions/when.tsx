import { useLanguage } from '../app/words.ts'

/** A moment as people read it, in their own time zone. */
export function When({ at }: { readonly at: string }) {
  const language = useLanguage()
  const shown = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at))
  return <time dateTime={at}>{shown}</time>
}
