export { exportPypestream, type PypestreamExport, type SolutionFiles } from './export.ts'
export { type GivenFile, importPypestream, type PypestreamFiles, type PypestreamImport } from './import.ts'
export type { RowMistakes } from './sheet-report.ts'
export { largestTable } from './table.ts'
