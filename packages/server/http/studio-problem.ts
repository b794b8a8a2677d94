/** The ways in which the Studio's part of HTTP refuses; see `problem.ts`, whose rows they are. */
export const studioProblems = {
  'signed-out': {
    status: 401,
    title: 'Signed out',
    detail: 'You are not signed in, or no longer. Sign in and do it again.',
  },
  'sign-in-refused': {
    status: 401,
    title: 'Not signed in',
    detail: 'Address and password do not belong together. Check both; an owner can give you a link to a new password.',
  },
  'api-key-refused': {
    status: 401,
    title: 'API key not taken',
    detail:
      'The key is not one of this server, has expired, or was revoked. Make a new one in the Studio under API keys.',
  },
  'wrong-password': {
    status: 403,
    title: 'Password not right',
    detail: 'The present password is not right. Check it and try again.',
  },
  'not-permitted': {
    status: 403,
    title: 'Not permitted',
    detail: 'Your role does not allow this. An owner can give you another one.',
  },
  'csrf-refused': {
    status: 403,
    title: 'Not from the Studio',
    detail:
      'A change must come from a page of the Studio itself, with its token in the header `x-parley-csrf`. Reload the page and do it again.',
  },
  'unknown-account': {
    status: 404,
    title: 'Unknown person',
    detail: 'There is no account of this id. It may have been removed.',
  },
  'unknown-session': {
    status: 404,
    title: 'Unknown session',
    detail: 'There is no such session. It may have ended by itself.',
  },
  'unknown-api-key': {
    status: 404,
    title: 'Unknown API key',
    detail: 'There is no such API key, or it was revoked already.',
  },
  'invitation-unknown': {
    status: 404,
    title: 'Link not valid',
    detail: 'This link was used already, has expired, or was replaced by a newer one. Ask an owner for a new one.',
  },
  'account-exists': {
    status: 409,
    title: 'There is such an account',
    detail: 'Somebody with this e-mail address has an account already. Change their role instead of inviting them.',
  },
  'last-owner': {
    status: 409,
    title: 'Last owner',
    detail: 'This is the only active owner. Make somebody else an owner first, so that there is always one.',
  },
  'no-password': {
    status: 409,
    title: 'No password',
    detail: 'This account signs in elsewhere and has no password here. An owner can make a link to set one.',
  },
  'weak-password': {
    status: 422,
    title: 'Password too weak',
    detail: 'Use at least 12 characters, and none of the passwords that everybody tries first.',
  },
  'locked-out': {
    status: 429,
    title: 'Wrong too often',
    detail: 'The password was wrong too often. Wait as long as `Retry-After` says.',
  },
  'import-refused': {
    status: 422,
    title: 'Nothing was taken in',
    detail: 'What was handed over cannot be taken in. Mend it and hand it over again; nothing was changed.',
  },
  'setting-refused': {
    status: 422,
    title: 'Setting not taken',
    detail: 'The setting does not have the form it needs. Mend what `errors` points at; nothing was changed.',
  },
  'setting-changed': {
    status: 409,
    title: 'Setting changed',
    detail: 'Somebody else changed this setting since you looked. Look at what it is now, and decide anew.',
  },
  'setting-in-code': {
    status: 409,
    title: 'Written in code',
    detail: 'This setting is written in code in solution.ts. Change it there, under Actions.',
  },
} as const
