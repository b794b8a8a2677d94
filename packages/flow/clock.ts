/** Minutes of a day. */
export const dayMinutes = 24 * 60

const isoForm = /^([01]\d|2[0-3]):([0-5]\d)$/

/** Whether `text` is a time of day, `HH:MM`. */
export function isIsoTime(text: string): boolean {
  return isoForm.test(text)
}

/** Minutes since midnight of a time that `isIsoTime` takes. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

/** `HH:MM` of so many minutes since midnight; beyond a day it begins anew. */
export function isoTimeOfDay(minutes: number): string {
  const within = ((minutes % dayMinutes) + dayMinutes) % dayMinutes
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}
