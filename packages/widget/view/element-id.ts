let count = 0

/** For labels and what they belong to; unique on the page. */
export const newId = (name: string): string => {
  count += 1
  return `parley-${name}-${count}`
}
