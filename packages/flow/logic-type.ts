import type { BrokenLogic } from './expression.ts'
import type { LogicWants } from './node-build.ts'
import type { Path } from './path.ts'
import type { Report } from './report.ts'

/** CEL types that fit what logic is for; `dyn` always may. */
const fitting: { readonly [wants in LogicWants]: readonly string[] | null } = {
  any: null,
  json: null,
  condition: ['bool'],
  boolean: ['bool', 'null'],
  number: ['int', 'double', 'null'],
  text: ['string', 'null'],
  email: ['string', 'null'],
  phone: ['string', 'null'],
  date: ['string', 'null'],
  choice: ['string', 'null'],
  time: ['string', 'null'],
  'date-time': ['string', 'null'],
  choices: ['list<string>', 'list<dyn>', 'list', 'null'],
  file: null,
  location: null,
  form: null,
}

/** Reports logic whose value, of the CEL type `type`, cannot be what it is for. */
export function checkLogicType(type: string, wants: LogicWants, path: Path, report: Report): void {
  if (['bytes', 'type', 'google.protobuf.Duration'].includes(type)) {
    report.add(
      'logic-type',
      path,
      `This yields ${type}, which cannot be kept.`,
      'Convert it: string(…), double(…), int(…).',
    )
    return
  }
  const allowed = fitting[wants]
  if (allowed !== null && type !== 'dyn' && !allowed.includes(type)) {
    const what = wants === 'condition' ? 'a condition is true or false' : `the variable is of type ${wants}`
    report.add(
      'logic-type',
      path,
      `This yields ${type}, and ${what}.`,
      wants === 'condition'
        ? 'Compare it with something.'
        : 'Convert it: string(…), double(…), or choose another variable.',
    )
  }
}

/** Reports logic that cannot be read or whose types do not fit each other. */
export function checkBroken({ kind, reason, at }: BrokenLogic, path: Path, report: Report): void {
  const place = `, at character ${at + 1}`
  if (kind === 'limit')
    report.add(
      'logic-syntax',
      path,
      `This is more than a piece of logic may be: ${reason}.`,
      'Keep parts of it in variables with a "set" node before, or decide in several steps; long lists belong into an action.',
      at,
    )
  else if (kind === 'syntax')
    report.add(
      'logic-syntax',
      path,
      `This is not CEL: ${reason}${place}.`,
      'Compare with ==, join conditions with && and ||, and quote texts.',
      at,
    )
  else if (kind === 'pattern')
    report.add(
      'bad-pattern',
      path,
      `The pattern cannot be used: ${reason}.`,
      'Write a literal pattern in RE2 syntax: no look-around, no back references.',
      at,
    )
  else
    report.add(
      'logic-type',
      path,
      `The types do not fit: ${reason}${place}.`,
      'Compare and join values of the same type; convert with string(…), double(…), int(…).',
      at,
    )
}
