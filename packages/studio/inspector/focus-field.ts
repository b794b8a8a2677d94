/** Brings a field into view and gives it the focus: the one that is named so, else the nearest around it. Folded sections open. */
export function focusField(panel: HTMLElement, field: string): void {
  const boxes = [...panel.querySelectorAll<HTMLElement>('[data-field]')]
  const found = boxes
    .filter((box) => holds(box.dataset.field ?? '', field))
    .toSorted((a, b) => (b.dataset.field ?? '').length - (a.dataset.field ?? '').length)[0]
  if (found === undefined) return
  for (let around: HTMLElement | null = found; around !== null && around !== panel; around = around.parentElement)
    if (around instanceof HTMLDetailsElement) around.open = true
  found.scrollIntoView({ block: 'center' })
  const target = found.matches(focusable) ? found : found.querySelector<HTMLElement>(focusable)
  target?.focus({ preventScroll: true })
}

const focusable = '[contenteditable="true"], input, textarea, select, button'

/** Whether a field is the one or has it inside. */
function holds(box: string, field: string): boolean {
  if (box === field || box === '') return box === field
  return field.startsWith(box) && ['.', '['].includes(field[box.length] ?? '')
}
