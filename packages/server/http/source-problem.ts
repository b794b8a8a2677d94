/** The ways in which what is worked on in the Studio is refused; see `problem.ts`, whose rows they are. */
export const sourceProblems = {
  'code-not-permitted': {
    status: 403,
    title: 'Code not permitted',
    detail: 'Your role does not allow changes of code: actions and solution.ts. Ask a developer or an owner.',
  },
  'unknown-source': {
    status: 404,
    title: 'Unknown solution',
    detail: 'There is no solution of this name in the Studio. It may have been removed.',
  },
  'unknown-point': {
    status: 404,
    title: 'Not known any more',
    detail: 'The history does not reach back that far. Choose a later point.',
  },
  'no-folder': {
    status: 404,
    title: 'No folder',
    detail:
      'This server was not started with the folder of the solution. Start it with the folder, or export the solution.',
  },
  'source-exists': {
    status: 409,
    title: 'Name taken',
    detail: 'There is a solution of this name in the Studio. Choose another name, or open that one.',
  },
  'folder-changed': {
    status: 409,
    title: 'The folder has changed',
    detail: 'Files changed in the folder as well as here. Say for each of them which one is to stay.',
  },
  'source-changed': {
    status: 409,
    title: 'Changed at the same time',
    detail: 'Somebody is changing the same file just now. Nothing was changed by this; try again.',
  },
  'update-refused': {
    status: 409,
    title: 'Change not taken',
    detail: 'The change does not fit the document. Reload the page; what was not taken can be saved first.',
  },
  'too-many-points': {
    status: 409,
    title: 'Too many named points',
    detail: 'A solution has as many named points as it may have. Remove one that is no longer needed.',
  },
  'source-too-large': {
    status: 413,
    title: 'Solution too large',
    detail: 'A solution may have 2,000 files and 20 MB in all. Remove what is not needed, or split it.',
  },
  'source-refused': {
    status: 422,
    title: 'Not a solution',
    detail: 'The files are no solution that can be taken. Mend what `errors` points at.',
  },
} as const
