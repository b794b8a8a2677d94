/** What would steer a terminal instead of being read: controls, and signs that turn the rest of a line round. */
const steering = /[[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]--[\n\t]]/gv

/** Text of files that others wrote, for a terminal. */
export const plainText = (text: string): string => text.replace(steering, '\ufffd')

/** … as one line. */
export const plainLine = (text: string): string => plainText(text).replace(/[\n\t]+/g, ' ')
