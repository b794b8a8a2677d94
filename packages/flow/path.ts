/** Where a value sits inside a JSON document or a node: member names and list indexes from the outside in. */
export type Path = readonly (string | number)[]

/** `['answer', 'choices', 1, 'id']` → `answer.choices[1].id`. */
export function dotted(path: Path): string {
  let text = ''
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`
    else text += text === '' ? part : `.${part}`
  }
  return text
}
