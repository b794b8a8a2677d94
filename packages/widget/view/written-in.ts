/**
 * Says what a message is written in, so that it is read out and laid out right; without it, its letters decide.
 */
export function writtenIn({ language, direction }: { readonly language?: string; readonly direction?: 'rtl' }) {
  if (language === undefined) return { dir: direction ?? 'auto' } as const
  return { lang: language, dir: direction ?? 'ltr' } as const
}
