import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { databaseName, forgetCopies, markPrefix, pointerName, unsavedHere } from './kept.ts'

/** What a browser has of storage, in memory. */
let databases: Set<string>

beforeEach(() => {
  databases = new Set()
  vi.stubGlobal('localStorage', storage())
  vi.stubGlobal('indexedDB', {
    databases: async () => [...databases].map((name) => ({ name })),
    deleteDatabase: (name: string) => databases.delete(name),
  })
})
afterEach(() => vi.unstubAllGlobals())

/** Its own members are what it holds, as a browser's are. */
function storage() {
  const methods = {
    getItem: (name: string) => (Object.hasOwn(store, name) ? store[name] : null),
    setItem: (name: string, value: string) => void Object.assign(store, { [name]: value }),
    removeItem: (name: string) => void Reflect.deleteProperty(store, name),
  }
  const store: { [name: string]: unknown } = Object.create(methods)
  return store
}

function keep(account: string, solution: string, mark?: 'kept' | 'page'): void {
  const document = `doc_${solution}`
  localStorage.setItem(pointerName(account, solution), document)
  if (mark !== undefined) localStorage.setItem(`${markPrefix(account, solution, document)}.tab`, mark)
  databases.add(databaseName(account, document))
}

const isAda = (account: string): boolean => account === 'acc_ada'

describe('copies of documents in a browser', () => {
  test('go when their person signs out, and those of others stay', async () => {
    keep('acc_ada', 'shop')
    keep('acc_bob', 'shop')
    await forgetCopies(isAda)
    expect([...databases]).toEqual([databaseName('acc_bob', 'doc_shop')])
    expect(Object.keys(localStorage)).toEqual([pointerName('acc_bob', 'shop')])
  })

  test('that hold what no server has stay, and are told of', async () => {
    keep('acc_ada', 'shop', 'kept')
    keep('acc_ada', 'travel')
    keep('acc_ada', 'sale', 'page')
    await forgetCopies(isAda)
    expect(unsavedHere()).toEqual([
      { account: 'acc_ada', solution: 'shop', isKept: true },
      { account: 'acc_ada', solution: 'sale', isKept: false },
    ])
    expect([...databases].sort()).toEqual([databaseName('acc_ada', 'doc_sale'), databaseName('acc_ada', 'doc_shop')])
  })

  test('that nothing leads to any more go too, and nothing of others', async () => {
    keep('acc_bob', 'shop')
    databases.add(databaseName('acc_ada', 'doc_before'))
    databases.add('something else')
    await forgetCopies(isAda)
    expect([...databases].sort()).toEqual([databaseName('acc_bob', 'doc_shop'), 'something else'])
  })
})
