export {
  commentsOf,
  documentFrom,
  documentMaps,
  filePathsOf,
  filesOf,
  flowsOf,
  putFile,
  putFiles,
  type SourceFiles,
  textsOf,
} from './document.ts'
export { emptyFlow, type FlowFile, flowNameOf, flowPath, type NodeFile, printFlow } from './flow-file.ts'
export { isJson, isMemberName, type JsonObject, readJson } from './json.ts'
export { bytesOf, isCode, sourceLimits, type WrongFile, wrongFiles, wrongPath } from './paths.ts'
export { rewriteJson } from './rewrite.ts'
