/** What answers are read with, for who finds the same things inside sentences. */
export { isoDate } from '../calendar.ts'
export { isoTimeOfDay } from '../clock.ts'
export { createTimeZone, dayAfter, type TimeZone, weekdayOf } from '../time-zone.ts'
export { writtenIn } from '../written-in.ts'
export { readEmail } from './email.ts'
export { monthNames } from './month.ts'
export { readNumber } from './number.ts'
export { type Conventions, conventionsOf } from './typed.ts'
