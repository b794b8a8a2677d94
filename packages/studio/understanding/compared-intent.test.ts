import { expect, test } from 'vitest'
import { type Compared, renameInLogic, renameInText } from './compared-intent.ts'

const compared: Compared = new Map([
  ['results.meant.outputs.intent', ['luggage', 'bags']],
  ['results.meant.outcome', ['luggage', 'bags']],
])

test.each([
  ["results.meant.outputs.intent == 'luggage'", "results.meant.outputs.intent == 'bags'"],
  ['"luggage" != results.meant.outputs.intent', '"bags" != results.meant.outputs.intent'],
  ["results.meant.outputs.intent in ['price', 'luggage']", "results.meant.outputs.intent in ['price', 'bags']"],
  ["results.meant.outcome=='luggage' && wish == 'luggage'", "results.meant.outcome=='bags' && wish == 'luggage'"],
  ["results.other.outputs.intent == 'luggage'", "results.other.outputs.intent == 'luggage'"],
  ["results.meant.outputs.intent == 'luggage_lost'", "results.meant.outputs.intent == 'luggage_lost'"],
  ["results.meant.outputs.intent == wish ? 'luggage' : ''", "results.meant.outputs.intent == wish ? 'luggage' : ''"],
])('[CI1] %s', (logic, renamed) => {
  expect(renameInLogic(logic, compared)).toBe(renamed)
})

test('[CI1] texts compare with it in tags and cases, and say it elsewhere', () => {
  const text = `{% if results.meant.outputs.intent == 'luggage' %}Your 'luggage'.{% endif %}
{% case results.meant.outputs.intent %}{% when 'luggage', "price" %}수하물{% else %}luggage{% endcase %}
{% case wish %}{% when 'luggage' %}x{% endcase %}`
  expect(renameInText(text, compared)).toBe(
    text.replace("== 'luggage'", "== 'bags'").replace('when \'luggage\', "price"', 'when \'bags\', "price"'),
  )
})
