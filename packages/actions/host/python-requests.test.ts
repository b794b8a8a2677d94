import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPython } from './interpreter.ts'
import { startPython, startServer, type TestHost, type TestServer } from './testing.ts'

const { kind: python } = await findPython(null)

const bodies: Readonly<Record<string, string>> = {
  Get: `r = requests.get(payload['url'], headers={'Authorization': 'Bearer ' + app.PARAMS[context['env']]['key']}, params={'q': ['a b', 'c']})
return {'success': 'true', 'status': r.status_code, 'text': r.text, 'echo': r.headers['X-ECHO'], 'url': r.url, 'ok': r.ok}`,
  Post: `r = requests.post(payload['url'], json={'a': [1, None], 'key': app.PARAMS['sandbox']['key']}, auth=('user', app.PARAMS['sandbox']['key']))
return {'success': 'true', **r.json()}`,
  Form: `s = requests.Session(); s.headers['x-own'] = 'yes'
r = s.post(payload['url'], data={'a': 'b c', 'd': ['1', '2']})
return {'success': 'true', **r.json()}`,
  Upload: `r = requests.post(payload['url'], data={'a': 'b'}, files={'f': ('x.txt', b'hello', 'text/plain')})
return {'success': 'true', **r.json()}`,
  Urllib: `import json, urllib.request
request = urllib.request.Request(payload['url'], data=b'{}', headers={'Content-Type': 'application/json', 'X-Key': app.PARAMS['sandbox']['key']})
with urllib.request.urlopen(request, timeout=5) as answer:
    return {'success': 'true', 'status': answer.status, **json.load(answer)}`,
  UrllibMissing: `import urllib.request, urllib.error
try:
    urllib.request.urlopen(payload['url'])
except urllib.error.HTTPError as error:
    return {'success': 'false', 'code': error.code}`,
  Caught: `try:
    requests.get(payload['url'], timeout=payload.get('timeout'))
except requests.exceptions.RequestException as error:
    return {'success': 'false', 'name': type(error).__name__, 'text': str(error), 'is_os_error': isinstance(error, OSError)}`,
  Uncaught: `requests.get(payload['url'], timeout=payload.get('timeout')).raise_for_status(); return {'success': 'true'}`,
  Because: `try:
    requests.get(payload['url'])
except requests.ConnectionError as error:
    raise RuntimeError('mine') from error`,
  NoJson: `try:
    requests.get(payload['url']).json()
except requests.exceptions.JSONDecodeError as error:
    return {'success': 'false', 'value_error': isinstance(error, ValueError)}`,
  Parallel: `from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(4) as pool:
    texts = list(pool.map(lambda n: requests.get(f"{payload['url']}?n={n}").json()['url'], range(4)))
return {'success': 'true', 'texts': texts}`,
}

function serve(): Promise<TestServer> {
  return startServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      if (request.url === '/slow') return
      if (request.url === '/503') response.statusCode = 503
      if (request.url === '/404') response.statusCode = 404
      response.setHeader('x-echo', String(request.headers.authorization ?? ''))
      response.setHeader('content-type', 'application/json')
      if (request.url === '/text') return response.end('no json')
      const { authorization, 'content-type': type, 'x-own': own, 'x-key': key } = request.headers
      const body = Buffer.concat(chunks).toString()
      response.end(JSON.stringify({ url: request.url, authorization, type, own, key, body }))
    })
  })
}

describe.skipIf(python === 'missing')('an action in Python that asks other hosts', { timeout: 60_000 }, () => {
  let bot: TestHost
  let server: TestServer
  beforeAll(async () => {
    server = await serve()
    const deployment = { secrets: { key: 'the-secret-value' }, egress: [server.address] }
    bot = await startPython(bodies, { openedAddresses: [server.address], deployment })
  }, 60_000)
  afterAll(async () => {
    await bot.host.close()
    await server.close()
  })

  test('reaches the hosts it may, with secrets it does not see in headers, query and body', async () => {
    const { result } = await bot.run('Get', { url: `${server.url}/a` })
    expect(result.outputs).toMatchObject({ status: 200, ok: true, url: `${server.url}/a?q=a+b&q=c` })
    expect(result.outputs.echo).toBe('Bearer [secret key]')
    expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer the-secret-value')
    const { outputs } = (await bot.run('Post', { url: server.url })).result
    expect(outputs.body).toBe('{"a": [1, null], "key": "[secret key]"}')
    const sent = server.requests.at(-1)?.headers.authorization ?? ''
    expect(Buffer.from(sent.slice(6), 'base64').toString()).toBe('user:the-secret-value')
    expect(JSON.stringify(outputs)).not.toContain('the-secret-value')
  })

  test('sends forms and files', async () => {
    const form = (await bot.run('Form', { url: server.url })).result.outputs
    expect(form).toMatchObject({ body: 'a=b+c&d=1&d=2', type: 'application/x-www-form-urlencoded', own: 'yes' })
    const upload = (await bot.run('Upload', { url: server.url })).result.outputs
    expect(upload.type).toMatch(/^multipart\/form-data; boundary=/)
    expect(upload.body).toMatch(
      /name="a"\r\n\r\nb\r\n.*name="f"; filename="x.txt"\r\nContent-Type: text\/plain\r\n\r\nhello\r\n/s,
    )
  })

  test('can use urllib.request as well', async () => {
    const { outputs } = (await bot.run('Urllib', { url: server.url })).result
    expect(outputs).toMatchObject({ status: 200, type: 'application/json', body: '{}', key: '[secret key]' })
    expect((await bot.run('UrllibMissing', { url: `${server.url}/404` })).result.outputs).toMatchObject({ code: 404 })
  })

  test('is refused other hosts, by name and reason', async () => {
    const caught = (await bot.run('Caught', { url: 'https://example.com/' })).result.outputs
    expect(caught).toMatchObject({ name: 'ConnectionError', is_os_error: true })
    expect(caught.text).toBe("The solution's egress list does not name example.com.")
    const kinds = [
      ['Uncaught', 'https://example.com/', 'denied', 'no'],
      ['Because', 'http://169.254.169.254/latest/', 'denied', 'no'],
      ['Uncaught', `${server.url}/503`, 'unavailable', 'later'],
      ['Uncaught', `${server.url}/404`, 'rejected', 'no'],
    ] as const
    for (const [name, url, kind, retry] of kinds)
      expect((await bot.run(name, { url })).result.error).toMatchObject({ kind, retry })
  })

  test.for([
    ['example.com/path', 'MissingSchema'],
    ['https:///path', 'InvalidURL'],
    [`https://example.com/${'x'.repeat(20_000)}`, 'InvalidURL'],
  ] as const)('is told when an address is none: %#', async ([url, name]) => {
    expect((await bot.run('Caught', { url })).result.outputs).toMatchObject({ name })
  })

  test('may give a request a time of its own, and reads no JSON where there is none', async () => {
    const slow = await bot.run('Caught', { url: `${server.url}/slow`, timeout: 0.05 })
    expect(slow.result.outputs).toMatchObject({ name: 'ReadTimeout' })
    const late = await bot.run('Uncaught', { url: `${server.url}/slow`, timeout: 0.05 })
    expect(late.result.error).toMatchObject({ kind: 'timeout', retry: 'later' })
    expect((await bot.run('NoJson', { url: `${server.url}/text` })).result.outputs).toMatchObject({ value_error: true })
  })

  test('may start threads, which belong to its call', async () => {
    const { outputs } = (await bot.run('Parallel', { url: server.url })).result
    expect(outputs.texts).toEqual(['/?n=0', '/?n=1', '/?n=2', '/?n=3'])
  })
})
