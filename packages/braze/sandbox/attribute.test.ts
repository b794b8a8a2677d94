import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyWrite, readWrite } from './attribute.ts'
import { type AttributeValue, jsonBytes } from './attribute-value.ts'

/** The attribute after the writes, as JSON shows it; what is ignored changes nothing. */
function after(writes: readonly unknown[], { merge = false, from }: { merge?: boolean; from?: AttributeValue } = {}) {
  let value = from
  for (const one of writes) {
    const write = readWrite(one, merge)
    const applied = write.kind === 'ignored' ? write : applyWrite(value, write)
    if (applied.kind === 'applied') value = applied.value
  }
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

/** Why the write is ignored, `undefined` when it is not. */
function complaint(write: unknown, from?: AttributeValue): string | undefined {
  const read = readWrite(write, false)
  const result = read.kind === 'ignored' ? read : applyWrite(from, read)
  return result.kind === 'ignored' ? result.why : undefined
}

describe('setting', () => {
  it.each([['text'], [''], [12.5], [true], [['a', 'b']], [[]], [{ deep: { er: [1, { x: null }] } }], [[{ id: 1 }]]])(
    'keeps %j as it is',
    (value) => expect(after([value])).toEqual(value),
  )

  it('removes on null and keeps a blank text', () => {
    expect(after(['x', null])).toBeUndefined()
    expect(after(['x', ''])).toBe('')
  })

  it('recognises a time at the top, and only as $time inside', () => {
    expect(after(['2020-05-28 19:20:30'])).toBe('2020-05-28T19:20:30.000Z')
    expect(after([{ plain: '2020-05-28', marked: { $time: '2020-05-28' } }])).toEqual({
      plain: '2020-05-28',
      marked: '2020-05-28T00:00:00.000Z',
    })
    expect(after(['3001-01-01'])).toBe('3001-01-01')
  })

  it('cuts texts to 255 characters without halving one', () => {
    expect(after(['x'.repeat(300)])).toHaveLength(255)
    expect(after(['😀'.repeat(300)])).toBe('😀'.repeat(255))
    expect(after([{ a: 'x'.repeat(300) }]).a).toHaveLength(255)
  })

  it('[A2] cuts an array to 500 elements and keeps none twice', () => {
    expect(after([Array.from({ length: 600 }, (_, index) => index)])).toEqual(
      Array.from({ length: 500 }, (_, index) => index),
    )
    expect(after([['a', 'b', 'a']])).toEqual(['b', 'a'])
  })

  it.each([[[1, { a: 1 }]], [[null]], [[['nested']]], [Number.POSITIVE_INFINITY]])('ignores %j', (value) => {
    expect(after(['before', value])).toBe('before')
  })

  it('keeps a key like __proto__ a key', () => {
    const value = after([JSON.parse('{"__proto__": {"polluted": true}}')])
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('incrementing', () => {
  it('adds, takes away and starts from 0', () => {
    expect(after([{ inc: 5 }, { inc: -7 }])).toBe(-2)
    expect(after([1.5, { inc: 1 }])).toBe(2.5)
  })

  it.each([[1.5], ['1'], [null]])('[A1] ignores an increment by %j', (by) => {
    expect(after([4, { inc: by }])).toBe(4)
    expect(complaint({ inc: by })).toBe('inc takes an integer')
  })

  it('[A1] ignores an increment of a text', () => {
    expect(complaint({ inc: 1 }, 'text')).toBe('inc on a value that is not a number')
  })
})

describe('arrays of scalars', () => {
  it('adds at the end, moves what is there to the end, and removes', () => {
    expect(after([{ add: ['a', 'b'] }, { add: ['a', 'c'] }, { remove: ['b', 'none'] }])).toEqual(['a', 'c'])
  })

  it('[A2] drops the oldest beyond 500', () => {
    const full = Array.from({ length: 500 }, (_, index) => index)
    expect(after([full, { add: ['new'] }])).toEqual([...full.slice(1), 'new'])
  })

  it('[A1] ignores add on a text and add of a text', () => {
    expect(complaint({ add: ['a'] }, 'text')).toBe('add and remove work on an array of scalars')
    expect(complaint({ add: 'a' })).toBe('add and remove take arrays of scalars')
  })
})

describe('objects', () => {
  it('replaces without the merge flag and merges deeply with it', () => {
    const [first, second] = [
      { a: { x: 1, y: 2 }, list: [1, 2] },
      { a: { y: 3 }, list: [9] },
    ]
    expect(after([first, second])).toEqual(second)
    expect(after([first, second], { merge: true })).toEqual({ a: { x: 1, y: 3 }, list: [9] })
  })

  it('does not remove a nested key by null', () => {
    expect(after([{ a: 1, b: 2 }, { a: null }], { merge: true })).toEqual({ a: null, b: 2 })
  })

  it.each([
    [{ 'a b': 1 }],
    [{ 'a.b': 1 }],
    [{ $a: 1 }],
    [{ '': 1 }],
    [{ ok: 1, deep: { 'a.b': 1 } }],
    [{ t: { $time: 'x' } }],
  ])('[A3] drops the whole of %j', (value) =>
    expect(after([{ before: 1 }, value], { merge: true })).toEqual({ before: 1 }),
  )

  it('[A2] leaves the attribute alone when it would exceed 100 KB', () => {
    const big = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`key${index}`, 'x'.repeat(250)]))
    expect(after([{ small: 1 }, big])).toEqual({ small: 1 })
  })
})

describe('arrays of objects', () => {
  const cats = [
    { id: 1, name: 'Mog' },
    { id: 2, name: 'Tom' },
  ]

  it('adds, updates and removes by key and value', () => {
    expect(after([cats, { $add: [{ id: 3 }] }])).toEqual([...cats, { id: 3 }])
    const update = { $update: [{ $identifier_key: 'id', $identifier_value: 2, $new_object: { age: 4 } }] }
    expect(after([cats, update], { merge: true })).toEqual([cats[0], { id: 2, name: 'Tom', age: 4 }])
    expect(after([cats, update])).toEqual([cats[0], { age: 4 }])
  })

  it('removes all matches', () => {
    const write = { $remove: [{ $identifier_key: 'id', $identifier_value: 1 }] }
    expect(after([[...cats, { id: 1 }], write])).toEqual([cats[1]])
  })

  it('adds, then removes, then updates, whatever the order of the keys', () => {
    const write = {
      $update: [{ $identifier_key: 'id', $identifier_value: 3, $new_object: { name: 'late' } }],
      $remove: [{ $identifier_key: 'id', $identifier_value: 1 }],
      $add: [{ id: 1 }, { id: 3 }],
    }
    expect(after([cats, write], { merge: true })).toEqual([cats[1], { id: 3, name: 'late' }])
  })

  it.each([[{ $add: [1] }], [{ $add: {} }], [{ $update: [{}] }], [{ $remove: ['x'] }]])('[A1] ignores %j', (write) => {
    expect(after([cats, write])).toEqual(cats)
  })

  it('[A1] ignores them on anything but an array of objects', () => {
    expect(after(['text', { $add: [{ id: 1 }] }])).toBe('text')
  })
})

describe('any JSON at all', () => {
  const operand = fc.jsonValue({ maxDepth: 3 })
  const operation = fc
    .tuple(fc.constantFrom('inc', 'add', 'remove', '$add', '$update', '$remove', '$time', '__proto__'), operand)
    .map(([name, value]) => ({ [name]: value }))
  const writes = fc.array(fc.oneof(operand, operation, fc.array(fc.constantFrom('a', 'b', 1))), { maxLength: 8 })

  it('[A1] [A2] never fails and never leaves an attribute beyond its limits', () => {
    fc.assert(
      fc.property(writes, fc.boolean(), (list, merge) => {
        const value = after(list, { merge })
        if (Array.isArray(value)) expect(value.length).toBeLessThanOrEqual(500)
        if (typeof value === 'object') expect(jsonBytes(value)).toBeLessThanOrEqual(100 * 1024)
      }),
    )
  })
})
