export { en as platformWords, type WordName } from '../words/en.ts'
export { isWord, missingWords, platformText, wordNames } from '../words/words.ts'
export { hasWords, type Original } from './localisation.ts'
export { type Entry, flowItself, readTextsFile, type TextsFile, wordsKey } from './texts-file.ts'
