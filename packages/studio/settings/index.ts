export { printLiteral } from './literal.ts'
export { editSolutionFile, type SettingPath, type SolutionEdit } from './solution-edit.ts'
export { brazeSandbox, readSolutionFile, type SolutionFile } from './solution-file.ts'
export { isGuarded, leadsAway } from './where-data-goes.ts'
