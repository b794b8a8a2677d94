/** Entities that every solution has; a test holds them against those of the flow language. */
export const entityNames = [
  'name',
  'given_name',
  'family_name',
  'city',
  'country',
  'date',
  'time',
  'date-time',
  'duration',
  'number',
  'money',
  'email',
  'phone',
  'url',
] as const

/** Types of variables that are filled from one thing where nothing else is said, if a question names them. */
export const naturalTypes: readonly string[] = ['email', 'phone', 'date', 'time', 'date-time', 'number']
