import { setTimeout as delay } from 'node:timers/promises'
import type { Role } from '@parley/studio/api'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from './chromium.ts'
import { type StartOptions, startParley } from './parley.ts'
import type { ParleyProcess } from './processes.ts'

export interface OpenOptions {
  readonly width?: number
  readonly height?: number
  /** As whom; `null`: as nobody who is signed in. Default: the owner. */
  readonly role?: Role | null
  /** Bypasses the content security policy, so that axe can be brought in. */
  readonly bypassCSP?: boolean
}

/** A whole platform with the Studio open in a real browser. */
export interface StudioRun {
  readonly parley: ParleyProcess
  readonly browser: Browser
  /** A page of whoever is signed in, at `path` below `/studio`, in a browser context of its own. */
  open(path?: string, options?: OpenOptions): Promise<Page>
  /** Somebody with this role, signed in, for requests without a browser. Always the same person. */
  person(role: Role): Promise<StudioPerson>
  close(): Promise<void>
}

/** Somebody who is signed in to a running Studio, without a browser. */
export interface StudioPerson {
  readonly email: string
  readonly password: string
  /** The session's cookie, `parley_studio=…`. */
  readonly cookie: string
  /** Asks the Studio's API, `path` below `/studio/api`, as a page of the Studio would. */
  ask(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: unknown }>
}

const password = 'a long enough password of a test'

/** Starts a platform and a browser; the first owner's account is made with the link that the server printed. */
export async function startStudio(options: StartOptions = {}): Promise<StudioRun> {
  const [parley, browser] = await Promise.all([startParley(options), launchBrowser()])
  const people = new Map<Role, Promise<StudioPerson>>()
  const owner = welcomeLink(parley).then((link) => {
    const body = { token: link.split('#')[1], name: 'Olga Owner', email: 'owner@example.com', password }
    return enter(parley.url, '/welcome', body, body.email)
  })
  people.set('owner', owner)

  function person(role: Role): Promise<StudioPerson> {
    const known = people.get(role) ?? invite(parley.url, owner, role)
    people.set(role, known)
    return known
  }

  try {
    await owner
    // The first page of a server waits until the Studio has been put together, which is none of a test's business.
    await (await fetch(`${parley.url}/studio`)).text()
  } catch (error) {
    await browser.close()
    await parley.dispose()
    throw error
  }
  return {
    parley,
    browser,
    person,
    async open(path = '', { width = 1280, height = 800, role = 'owner', bypassCSP = false } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, bypassCSP })
      if (role !== null) {
        const [name = '', value = ''] = (await person(role)).cookie.split('=')
        const { hostname } = new URL(parley.url)
        await context.addCookies([{ name, value, domain: hostname, path: '/studio', httpOnly: true, sameSite: 'Lax' }])
      }
      const page = await context.newPage()
      await page.goto(`${parley.url}/studio${path}`)
      return page
    },
    async close() {
      await browser.close()
      await parley.dispose()
    },
  }
}

/** The link for the first owner, as the server prints it soon after it is ready. */
export async function welcomeLink(parley: ParleyProcess): Promise<string> {
  const until = performance.now() + 10_000
  while (performance.now() < until) {
    const [link] = /http\S+\/studio\/welcome#[\w-]+/.exec(parley.printed()) ?? []
    if (link !== undefined) return link
    await delay(20)
  }
  throw new Error(`no link for the first owner was printed:\n${parley.output()}`)
}

async function invite(url: string, owner: Promise<StudioPerson>, role: Role): Promise<StudioPerson> {
  const email = `${role}@example.com`
  const { status, body } = await (await owner).ask('POST', '/people/invitations', { email, role })
  if (status !== 201) throw new Error(`the invitation was refused: ${JSON.stringify(body)}`)
  const token = (body as { readonly link: string }).link.split('#')[1]
  const name = `${role.charAt(0).toUpperCase()}${role.slice(1)}`
  return enter(url, '/invitation', { token, name, password }, email)
}

async function enter(url: string, path: string, body: unknown, email: string): Promise<StudioPerson> {
  const send = (method: string, to: string, content: unknown, more: { readonly [name: string]: string } = {}) =>
    fetch(`${url}/studio/api${to}`, {
      method,
      headers: {
        origin: url,
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
        ...more,
      },
      ...(content === undefined ? {} : { body: JSON.stringify(content) }),
    })
  const answer = await send('POST', path, body)
  if (!answer.ok) throw new Error(`${path} was refused: ${await answer.text()}`)
  const [cookie = ''] = (answer.headers.getSetCookie()[0] ?? '').split(';')
  const me = (await (await send('GET', '/me', undefined, { cookie })).json()) as { readonly csrf: string }
  return {
    email,
    password,
    cookie,
    async ask(method, to, content) {
      const answered = await send(method, to, content, { cookie, 'x-parley-csrf': me.csrf })
      const text = await answered.text()
      const isJson = answered.headers.get('content-type')?.includes('json') === true
      return { status: answered.status, body: isJson ? JSON.parse(text) : text }
    },
  }
}
