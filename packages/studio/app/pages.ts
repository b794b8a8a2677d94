/** A page: where it is below `/studio`, and the module below `pages/` that it is. */
export interface PageEntry<Name extends string = string> {
  /** As react-router reads it. */
  readonly path: string
  readonly page: Name
  /** What it stands in: nothing, before somebody is signed in; the Studio's frame; or in it that of the solution that is open. */
  readonly frame: 'none' | 'studio' | 'solution'
}

/** Every page. The server reads it too: it tells a browser at once which parts the page that it opens needs. */
export const pages = [
  { path: 'sign-in', page: 'sign-in', frame: 'none' },
  { path: 'welcome', page: 'welcome', frame: 'none' },
  { path: 'invitation', page: 'invitation', frame: 'none' },
  { path: '', page: 'solutions', frame: 'studio' },
  { path: 's/:solution', page: 'flows', frame: 'solution' },
  { path: 's/:solution/flows/:flow', page: 'flows', frame: 'solution' },
  { path: 's/:solution/actions/:action?', page: 'actions', frame: 'solution' },
  { path: 's/:solution/texts', page: 'texts', frame: 'solution' },
  { path: 's/:solution/understanding', page: 'understanding', frame: 'solution' },
  { path: 's/:solution/tests', page: 'tests', frame: 'solution' },
  { path: 's/:solution/braze', page: 'braze', frame: 'solution' },
  { path: 's/:solution/versions', page: 'versions', frame: 'solution' },
  { path: 's/:solution/report', page: 'report', frame: 'solution' },
  { path: 's/:solution/transcripts/:conversation?', page: 'transcripts', frame: 'solution' },
  { path: 's/:solution/settings', page: 'settings', frame: 'solution' },
  { path: 'people', page: 'people', frame: 'studio' },
  { path: 'keys', page: 'keys', frame: 'studio' },
  { path: 'audit', page: 'audit', frame: 'studio' },
  { path: 'account', page: 'account', frame: 'studio' },
] as const satisfies readonly PageEntry[]

export type PageName = (typeof pages)[number]['page']

/** The frame that pages of a solution stand in: a module beside theirs, loaded with them. */
export const solutionFrame = 'solution-frame'
