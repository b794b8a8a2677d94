import { describe, expect, it } from 'vitest'
import { createRequestLog, type LoggedRequest } from './request-log.ts'

function logged(id: string, body = ''): LoggedRequest {
  return { id, at: 0, method: 'POST', path: '/', key: 'k', status: 201, body, response: '{}', warnings: [] }
}

describe('createRequestLog', () => {
  it('keeps the newest, newest last', () => {
    const log = createRequestLog({ requests: 3, characters: 1000 })
    for (let index = 0; index < 5000; index += 1) log.add(logged(String(index)))
    expect(log.size).toBe(3)
    expect(log.show().map(({ id }) => id)).toEqual(['4997', '4998', '4999'])
    expect(log.show(1).map(({ id }) => id)).toEqual(['4999'])
    expect(log.show(0)).toEqual([])
  })

  it('keeps no more text than it may, but always the last request', () => {
    const log = createRequestLog({ requests: 100, characters: 50 })
    for (const id of ['a', 'b', 'c']) log.add(logged(id, 'x'.repeat(20)))
    expect(log.show().map(({ id }) => id)).toEqual(['b', 'c'])
    log.add(logged('big', 'x'.repeat(500)))
    expect(log.show().map(({ id }) => id)).toEqual(['big'])
  })

  it('shows a body as JSON, as text, or as nothing', () => {
    const log = createRequestLog()
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
    for (const body of ['{"a":1}', '{"a":', '', deep]) log.add(logged('x', body))
    expect(log.show().map(({ body }) => body)).toEqual([{ a: 1 }, '{"a":', null, deep])
  })
})
