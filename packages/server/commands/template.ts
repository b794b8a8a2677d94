/** What `parley init` and `parley action new` write. */

export const solutionFiles = (name: string, types: string): { readonly [path: string]: string } => ({
  'solution.ts': `import { brazeSandbox, defineSolution } from '@parley/actions'

export default defineSolution({
  name: '${name}',
  start: 'main',
  params: {
    sandbox: { braze_url: brazeSandbox },
    prod: { braze_url: 'https://rest.iad-01.braze.com' },
  },
  // Values come from PARLEY_SECRET_SANDBOX_BRAZE_API_KEY and PARLEY_SECRET_PROD_BRAZE_API_KEY.
  secrets: ['braze_api_key'],
})
`,
  'flows/main.flow.json': `{
  "format": 1,
  "start": "email",
  "variables": {
    "email": { "type": "email" }
  },
  "nodes": {
    "email": {
      "kind": "ask",
      "text": "Hello! Where may we write to you?",
      "answer": { "type": "email" },
      "variable": "email",
      "to": { "next": "subscribe" }
    },
    "subscribe": {
      "kind": "action",
      "action": "subscribe",
      "input": { "email": "email" },
      "to": { "success": "thanks", "error": "sorry" }
    },
    "thanks": { "kind": "end", "text": "Thank you! We will write to {{ email }}.", "outcome": "subscribed" },
    "sorry": { "kind": "end", "text": "That did not work just now, sorry. Please try again later.", "outcome": "failed" }
  }
}
`,
  'actions/subscribe.ts': `import { defineAction, z } from '@parley/actions'

export default defineAction({
  input: z.object({ email: z.email() }),
  async execute({ payload, braze }) {
    await braze.users.track({ attributes: [{ email: payload.email, email_subscribe: 'opted_in' }] })
    return { outcome: 'success' }
  },
})
`,
  'tests/subscribe.test.yaml': `stories:
  - story: Somebody subscribes
    steps:
      - bot: Hello! Where may we write to you?
      - user: Ada@Example.com
      - action: subscribe
        input: { email: ada@example.com }
        outcome: success
      - bot: Thank you! We will write to ada@example.com.
      - ends: subscribed
`,
  'tsconfig.json': `{
  "compilerOptions": {
    "target": "esnext",
    "module": "nodenext",
    "strict": true,
    "noEmit": true,
    "skipLibCheck": true,
    "allowImportingTsExtensions": true,
    "paths": { "@parley/actions": ["${types}"] }
  },
  "include": ["."]
}
`,
  '.gitignore': '.parley/\n',
})

export const actionFile = `import { defineAction, z } from '@parley/actions'

export default defineAction({
  // What the flow passes in. The compiler checks every node that uses this action against it.
  input: z.object({ email: z.email() }),
  // Besides \`success\` and \`error\`, which always exist. The flow must route each of them.
  outcomes: ['not-found'],
  outputs: z.object({ found: z.string() }),

  async execute({ payload, log, fetch }) {
    // Only hosts that the solution lists under \`egress\` can be reached.
    const answer = await fetch(\`https://api.example.com/customers?email=\${encodeURIComponent(payload.email)}\`)
    if (answer.status === 404) return { outcome: 'not-found' }
    if (!answer.ok) throw new Error(\`the customer service answered \${answer.status}\`)
    log.info('found the customer')
    return { outcome: 'success', outputs: { found: await answer.text() } }
  },
})
`

/** The same in Python, around a class of that name. */
export const pythonActionFile = (name: string): string => `import requests
from .. import app


class ${name}:
    # How long it may take; 10s when nothing is said, 60s at most.
    timeout = '10s'

    def execute(self, log, payload=None, context=None):
        # app.py beside solution.ts; without it, the parameters and secrets of solution.ts.
        params = app.PARAMS[context['env']]
        try:
            # Only hosts that the solution lists under \`egress\` can be reached.
            resp = requests.get(
                'https://api.example.com/customers',
                params={'email': payload['email']},
                headers={'Authorization': 'Bearer {}'.format(params.get('api_key', ''))},
                timeout=5,
            )
        except requests.exceptions.RequestException as err:
            log('the customer service was not reached: {}'.format(err))
            return {'success': 'error'}
        if resp.status_code == 404:
            # Any text is an outcome, and so a port of the flow's node.
            return {'success': 'false'}
        if not resp.ok:
            log('the customer service answered {}'.format(resp.status_code))
            return {'success': 'error'}
        # Lower-case names are outputs; an upper-case one sets the variable of that name: first_name.
        return {'success': 'true', 'FIRST_NAME': resp.json()['first_name']}
`
