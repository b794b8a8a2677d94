import type { SourceFiles } from '../source/document.ts'

/** Gives the files to the person as a zip, from what this browser has. */
export async function saveCopy(solution: string, files: SourceFiles): Promise<void> {
  const { strToU8, zipSync } = await import('fflate')
  const entries = Object.entries(files).map(([path, text]) => [`${solution}/${path}`, strToU8(text)] as const)
  const zip = zipSync(Object.fromEntries(entries))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([zip.slice()], { type: 'application/zip' }))
  link.download = `${solution}.zip`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
