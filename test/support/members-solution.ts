import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type JWTPayload, SignJWT } from 'jose'

/** A solution whose brand proves who somebody is, in a folder of its own. */
export interface MembersSolution {
  readonly folder: string
  /** What a server needs in its environment to check the proof. */
  readonly env: Readonly<Record<string, string>>
  /** A token of the brand's back end, good for ten minutes. */
  sign(claims: JWTPayload, by?: string): Promise<string>
  remove(): Promise<void>
}

const secret = 'what the back end of the brand signs with'

const flows = {
  /** Tells Braze each word, and who it takes the person for. */
  main: {
    start: 'ask',
    variables: { word: { type: 'text' } },
    nodes: {
      ask: { kind: 'ask', text: 'And?', answer: { type: 'text' }, variable: 'word', to: { next: 'tell' } },
      tell: { kind: 'braze-track', mode: 'queue', attributes: { last_word: 'word' }, to: { next: 'who' } },
      who: {
        kind: 'branch',
        cases: [{ when: 'contact.proved', port: 'known' }],
        to: { known: 'known', else: 'nobody' },
      },
      known: {
        kind: 'say',
        text: 'You are {{ contact.external_id }}, {{ contact.name }}, {{ contact.email }}',
        to: { next: 'more' },
      },
      nobody: {
        kind: 'say',
        text: 'Who are you? Perhaps {{ contact.external_id }}{{ contact.email }}',
        to: { next: 'more' },
      },
      more: { kind: 'branch', cases: [{ when: "word == 'bye'", port: 'bye' }], to: { bye: 'bye', else: 'ask' } },
      bye: { kind: 'end' },
    },
  },
  paper: {
    start: 'ask',
    variables: { paper: { type: 'file' } },
    nodes: {
      ask: { kind: 'ask', text: 'Your paper?', answer: { type: 'file' }, variable: 'paper', to: { next: 'bye' } },
      bye: { kind: 'end', text: 'Thanks' },
    },
  },
}

/** Writes the solution `members`. */
export async function writeMembersSolution(): Promise<MembersSolution> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-members-'))
  await mkdir(join(folder, 'flows'))
  const solution = `import { defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'members',
  start: 'main',
  params: { sandbox: { braze_url: 'parley:braze-sandbox' }, prod: {} },
  secrets: ['identity_key'],
  identity: { secrets: ['identity_key'], issuer: 'https://shop.example.com' },
  web: { origins: ['https://shop.example.com'] },
})
`
  await writeFile(join(folder, 'solution.ts'), solution)
  for (const [name, flow] of Object.entries(flows))
    await writeFile(join(folder, `flows/${name}.flow.json`), JSON.stringify({ format: 1, ...flow }, null, 2))
  return {
    folder,
    env: { PARLEY_SECRET_SANDBOX_IDENTITY_KEY: secret },
    sign: (claims, by = secret) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('https://shop.example.com')
        .setExpirationTime('10 minutes')
        .sign(new TextEncoder().encode(by)),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
