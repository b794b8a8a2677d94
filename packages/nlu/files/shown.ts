/** As much of a text as a problem needs to be found by. */
export const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
