import { directionOf } from '../texts/language.ts'
import { useSurroundings } from './surroundings.ts'

/** In which direction the flows' own texts are written; absent: as everything here. */
export function useOwnDirection(): { readonly dir?: 'rtl' } {
  const { language } = useSurroundings()
  return language !== undefined && directionOf(language) === 'rtl' ? { dir: 'rtl' } : {}
}
