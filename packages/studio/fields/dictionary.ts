/** Filters, tags and functions with their short explanations. Liquid is that of LiquidJS, logic is CEL; `packages/flow/SPEC.md`, FT1 and FL. */

export interface Entry {
  readonly name: string
  /** An example. */
  readonly detail: string
  readonly info: string
  /** What is put in, where that is more than the name. */
  readonly apply?: string
}

const entry = (name: string, detail: string, info: string, apply?: string): Entry => ({
  name,
  detail,
  info,
  ...(apply === undefined ? {} : { apply }),
})

export const liquidFilters: readonly Entry[] = [
  entry('default', "| default: 'friend'", 'Says this when nothing is known.', "default: ''"),
  entry('capitalize', 'ada → Ada', 'The first letter becomes a capital.'),
  entry('upcase', 'ada → ADA', 'All letters become capitals.'),
  entry('downcase', 'ADA → ada', 'All letters become small.'),
  entry('date', "| date: '%d %B %Y'", 'Writes a day or a time in this form.', "date: '%d %B %Y'"),
  entry('escape', '< → &lt;', 'Makes it safe inside HTML.'),
  entry('url_encode', 'a b → a+b', 'Makes it safe inside an address.'),
  entry('raw', '**bold** stays bold', 'Keeps Markdown in a value as it is.'),
  entry('strip', 'without spaces around', 'Takes white space away at both ends.'),
  entry('truncate', '| truncate: 20', 'Cuts after so many letters.', 'truncate: 20'),
  entry('truncatewords', '| truncatewords: 5', 'Cuts after so many words.', 'truncatewords: 5'),
  entry('replace', "| replace: 'a', 'b'", 'Replaces all of one text by another.', "replace: '', ''"),
  entry('remove', "| remove: 'a'", 'Takes all of one text away.', "remove: ''"),
  entry('append', "| append: '!'", 'Puts a text behind.', "append: ''"),
  entry('prepend', "| prepend: 'Dr '", 'Puts a text in front.', "prepend: ''"),
  entry('split', "| split: ','", 'Makes a list of a text.', "split: ','"),
  entry('join', "| join: ', '", 'Makes a text of a list.', "join: ', '"),
  entry('first', 'the first item', 'The first item of a list.'),
  entry('last', 'the last item', 'The last item of a list.'),
  entry('size', 'how long', 'How many letters or items there are.'),
  entry('sort', 'in order', 'Puts a list in order.'),
  entry('uniq', 'each once', 'Leaves out what is there twice.'),
  entry('map', "| map: 'name'", 'Takes one member of each item.', "map: ''"),
  entry('plus', '| plus: 1', 'Adds a number.', 'plus: 1'),
  entry('minus', '| minus: 1', 'Takes a number away.', 'minus: 1'),
  entry('times', '| times: 2', 'Multiplies by a number.', 'times: 2'),
  entry('divided_by', '| divided_by: 2', 'Divides by a number.', 'divided_by: 2'),
  entry('modulo', '| modulo: 2', 'What is left after dividing.', 'modulo: 2'),
  entry('round', '| round: 2', 'Rounds to so many decimals.', 'round: 0'),
  entry('ceil', '4.2 → 5', 'Rounds up.'),
  entry('floor', '4.8 → 4', 'Rounds down.'),
  entry('abs', '-4 → 4', 'Leaves out the minus.'),
  entry('json', '{ "a": 1 }', 'Writes a value as JSON.'),
  entry('newline_to_br', 'line breaks', 'Writes line breaks as HTML.'),
  entry('strip_html', 'without tags', 'Takes HTML away.'),
]

export const liquidTags: readonly Entry[] = [
  entry('if', '{% if … %} … {% endif %}', 'Says what follows only if this holds.'),
  entry('elsif', '{% elsif … %}', 'Otherwise, if this holds.'),
  entry('else', '{% else %}', 'Otherwise.'),
  entry('endif', '{% endif %}', 'Ends an "if".'),
  entry('unless', '{% unless … %}', 'Says what follows only if this does not hold.'),
  entry('endunless', '{% endunless %}', 'Ends an "unless".'),
  entry('case', '{% case plan %}', 'Compares one value with several.'),
  entry('when', "{% when 'gold' %}", 'What is said for this value.'),
  entry('endcase', '{% endcase %}', 'Ends a "case".'),
  entry('for', '{% for item in list %}', 'Says what follows for each item.'),
  entry('endfor', '{% endfor %}', 'Ends a "for".'),
  entry('assign', "{% assign x = 'a' %}", 'Gives a value a name inside this text.'),
]

export const celFunctions: readonly Entry[] = [
  entry('size', 'size(name) > 3', 'How many letters or items there are.', 'size('),
  entry('has', 'has(results.track.outputs.code)', 'Whether an output or a member of a JSON value is there.', 'has('),
  entry('int', "int('5')", 'A text or number as a whole number.', 'int('),
  entry('double', "double('5.5')", 'A text or number as a number.', 'double('),
  entry('string', 'string(5)', 'Anything as a text.', 'string('),
  entry('timestamp', "timestamp('2026-01-01T00:00:00Z')", 'A text as a moment.', 'timestamp('),
  entry('duration', "now - duration('24h')", 'A span of time.', "duration('"),
  entry('.contains', "name.contains('a')", 'Whether the text has this in it.', ".contains('"),
  entry('.startsWith', "name.startsWith('A')", 'Whether the text begins with this.', ".startsWith('"),
  entry('.endsWith', "name.endsWith('a')", 'Whether the text ends with this.', ".endsWith('"),
  entry('.matches', "code.matches('[A-Z]{3}')", 'Whether an RE2 pattern is found in the text.', ".matches('"),
  entry('.exists', 'list.exists(x, x > 1)', 'Whether one item holds.', '.exists(x, '),
  entry('.all', 'list.all(x, x > 1)', 'Whether all items hold.', '.all(x, '),
  entry('.filter', 'list.filter(x, x > 1)', 'Only the items that hold.', '.filter(x, '),
  entry('.map', 'list.map(x, x + 1)', 'Something made of each item.', '.map(x, '),
  entry('.size', 'name.size()', 'How many letters or items there are.', '.size()'),
  entry('in', "'a' in list", 'Whether the list has this item.', 'in '),
  entry('null', 'email == null', 'What is not known.'),
  entry('true', 'true', 'Yes.'),
  entry('false', 'false', 'No.'),
]
