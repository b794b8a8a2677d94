import { describe, expect, it } from 'vitest'
import { readApp } from './app.ts'
import { imported, run } from './testing.ts'

const text = `import os
# PARAMS = {'no': 1}
NAME = 'shop'
BOTS = ['one', "two"]
SLACK_TOKEN = 'xoxb-1234'
PARAMS = {
    'sandbox': {
        'url': 'https://sandbox.example.com', # where {it} is
        "api_key": 'sk_test_1' 'continued',
        'apiToken': r'abc\\d',
        'retries': 3, 'on': True, 'none': None,
        'list': ['a', ("b",)],
        'computed': os.environ['X'].split(','),
        'placeholder': '{ BRAZE API KEY }',
        'database': 'postgres://me:pass@db.example.com/x',
        'nested': {'password': 'hunter22', 'user': 'ada'},
    },
    'live': {'url': "https://example.com", 'api_key': 'sk_live_1'},
    'dev': {'url': 'http://dev.example.com', 'secret': 'shh-shh'},
}
`

describe('app.py', () => {
  it('[FY12] gives its values as parameters and its secrets as secrets, and keeps neither', () => {
    const app = readApp(text)
    expect(app.params).toEqual({
      sandbox: { url: 'https://sandbox.example.com', retries: 3, on: true, none: null, list: ['a', ['b']] },
      prod: { url: 'https://example.com' },
    })
    expect([...app.secrets].sort()).toEqual([
      'api_key',
      'api_token',
      'database',
      'nested_password',
      'secret',
      'slack_token',
    ])
    for (const secret of ['xoxb', 'sk_test', 'sk_live', 'abc', 'hunter22', 'pass@', 'shh-shh', 'continued'])
      expect(app.text).not.toContain(secret)
    expect(app.text).toContain(`"api_key": '{ api_key }',`)
    expect(app.text).toContain(`'apiToken': __import__('os').environ.get('API_TOKEN'),`)
    expect(app.text).toContain(`'computed': os.environ['X'].split(','),`)
    expect(app.text).toContain(`'placeholder': '{ BRAZE API KEY }',`)
    expect(app.text).toContain(`'dev': {'url': 'http://dev.example.com', 'secret': '{ secret }'},`)
    expect(app.text).toContain('# where {it} is')
    expect(app.text.split('\n')).toHaveLength(text.split('\n').length)
  })

  it('[FY12] hides secrets also in what cannot be read', () => {
    const app = readApp("PARAMS = {'a': {'key': 'abcdef', 'x': ]}\n")
    expect(app).toMatchObject({ read: false, secrets: ['key'] })
    expect(app.text).not.toContain('abcdef')
  })

  it('is read in time whatever it holds', () => {
    for (const odd of [
      `PARAMS = ${'{'.repeat(100_000)}`,
      `PARAMS = {${"'a': (".repeat(20_000)}`,
      `PARAMS = {'a': ${'x'.repeat(200_000)}`,
      "PARAMS = {'a",
    ])
      expect(readApp(odd).read).toBe(false)
  })

  it('[FY12] becomes part of the solution', () => {
    const app = { file: 'app.py', text }
    const { files, problems } = imported([run('Any', {}, { number: '1' })], {
      app,
      scripts: { Any: 'class Any: pass' },
    })
    expect(problems.map(({ code }) => code)).toEqual(Array(6).fill('pypestream-secret'))
    expect(files?.['solution.ts']).toContain('retries: 3,')
    expect(files?.['solution.ts']).toContain("'nested_password'")
    expect(files?.['actions/Any.py']).toBe('class Any: pass')
    expect(files?.['TODO.md']).toContain('PARLEY_SECRET_PROD_API_TOKEN')
    expect(JSON.stringify(files)).not.toMatch(/hunter22|sk_live_1/)
  })
})
