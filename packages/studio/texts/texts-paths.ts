/** `texts/<language>.yaml` */
export const textsPath = (language: string): string => `texts/${language}.yaml`

/** The language of a file of texts, or `null`. */
export const textsLanguage = (path: string): string | null => /^texts\/([^/]+)\.ya?ml$/.exec(path)?.[1] ?? null

/** Which original each imported translation was made of. */
export const recordPath = 'texts/translated.json'
