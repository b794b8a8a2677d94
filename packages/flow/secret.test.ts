import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import { findSecrets, mayHoldSecret, secretsIn } from './secret.ts'

/** Made up here, and put together so that no file holds anything that looks real. */
const glue = (...parts: readonly string[]) => parts.join('')
const uuid = ['0a1b2c3d', '4e5f', '6071', '8293', 'a4b5c6d7e8f9'].join('-')
const mixed = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'

const secrets: readonly (readonly [text: string, what: RegExp])[] = [
  [glue('-----BEGIN ', 'RSA PRIVATE KEY-----'), /private key/],
  [glue('AK', 'IA', 'QWERTYUIOPASDFGH'), /AWS/],
  [glue('AI', 'za', mixed.slice(0, 35)), /Google/],
  [glue('xo', 'xb-', '123456789012-abcdef'), /Slack token/],
  [glue('https://hooks.slack', '.com/services/T0AB/B0CD/', mixed.slice(0, 24)), /Slack webhook/],
  [glue('sk', '_live_', mixed.slice(0, 24)), /Stripe/],
  [glue('S', 'K', '0123456789abcdef0123456789abcdef'), /Twilio/],
  [glue('gh', 'p_', mixed), /GitHub/],
  [glue('s', 'k-', 'ant-', mixed), /Anthropic/],
  [glue('ey', 'JhbGciOiJIUzI1NiJ9', '.ey', 'JzdWIiOiIxMjM0In0', '.', mixed), /Web Token/],
  [glue('Authorization: Bear', 'er ', mixed), /bearer/],
  [glue('postgres://parley:', 'hunter22', '@db.internal/x'), /password in an address/],
  [glue('"braze_api_key": "', uuid, '"'), /Braze key/],
  [glue("token: '", uuid, "'"), /such as those of Braze/],
  [glue('api_key=', mixed), /"api_key"/],
  [glue('password = "', 'Tr0ub4dor&', '"'), /a password/],
  [glue('clientSecret: "', mixed, '"'), /"clientSecret"/],
]

const innocent = [
  'Where is my key? I lost the token for the car wash, my password is secret.',
  '{ "kind": "braze-canvas", "canvas_id": "2c3f0a1b-4e5f-6071-8293-a4b5c6d7e8f9" }',
  `{ "group": "${uuid}", "campaign_id": "${uuid}" }`,
  `"public_key": "${mixed}", "site_key": "${mixed}", "idempotency_key": "${uuid}"`,
  "secrets: ['braze_api_key', 'webhook_key'], egress: ['api.example.com']",
  'PARLEY_SECRET_SANDBOX_API_KEY=your-api-key-goes-here',
  `apiKey: process.env.API_KEY, token: options.token, "password": "{{ password }}", api_key: 'sandbox-key'`,
  'https://example.com/reset?token={{ results.track.outputs.token }}',
  'Choose a password: at least 8 letters. Password: required.',
  `AKIA${'IOSFODNN7'}EXAMPLE`,
  'const key = `a.b`, sortKey = "2026-01-01T00:00:00.000Z-000000001"',
  'http://user@example.com mailto:ada@example.com https://example.com:8080/@ada',
  'risk-free desk-lamp task-force_of_thirty-two_characters_and_more',
]

describe('secrets in what is kept in the clear', () => {
  it.each(secrets)('[FC11] are found: %s', (text, what) => {
    const found = findSecrets(text)
    expect(found.map((each) => each.what)).toEqual([expect.stringMatching(what)])
    expect(mayHoldSecret(text)).toBe(true)
  })

  it.each(innocent)('[FC11] are not seen everywhere: %s', (text) => {
    expect(findSecrets(text)).toEqual([])
  })

  it('[FC11] are found wherever they stand, with their place', () => {
    const words = fc.constantFrom('', 'Hello ', 'key is ', '{"a": 1} ', '\n')
    fc.assert(
      fc.property(words, fc.constantFrom(...secrets), words, (before, [text, what], after) => {
        const [found] = findSecrets(`${before}${text} ${after}`)
        expect(found?.what).toMatch(what)
        expect(found?.at).toBeGreaterThanOrEqual(before.length)
      }),
    )
    const inside = [...secretsIn({ input: { headers: ['x', { api_key: `'${uuid}'` }] } }, ['nodes', 'a'])]
    expect(inside).toEqual([
      { path: ['nodes', 'a', 'input', 'headers', 1, 'api_key'], at: 0, what: expect.any(String) },
    ])
  })

  it('[FC11] are never told themselves', () => {
    for (const [text] of secrets) {
      const flow = { format: 1, start: 'bye', nodes: { bye: { kind: 'end', text: `Hello ${text}`, note: text } } }
      const { problems, program } = compile({
        name: 's',
        start: 'main',
        flows: { main: { file: 'f', text: JSON.stringify(flow) } },
        texts: { ko: { file: 'texts/ko.yaml', text: `main:\n  bye:\n    text: ${JSON.stringify(`x ${text}`)}\n` } },
        actions: {},
      })
      const told = problems.filter(({ code }) => code === 'secret-in-source')
      expect(told.map(({ place }) => [place.file, place.node, place.field])).toEqual([
        ['f', 'bye', 'text'],
        ['f', 'bye', 'note'],
        ['texts/ko.yaml', undefined, undefined],
      ])
      expect(told[2]?.place).toMatchObject({ line: 3 })
      expect(program).not.toBeNull()
      const bare = text.replace(/^.*?(?:["'=]|er )(?=\S{8})/, '')
      expect(JSON.stringify(problems)).not.toContain(bare.slice(0, 16))
    }
  })
})
