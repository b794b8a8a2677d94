import { type Links, type LinkTarget, RuntimeError, type StartInput } from '@parley/runtime'
import { z } from 'zod'
import { isLinkToken } from './link-token.ts'
import type { Conversations } from './parts.ts'
import { Refusal } from './refusal.ts'

const body = z.object({ link: z.string().max(256).optional() })

/** Of the body of `POST /v1/conversations`: the link's token, if it has one. */
export function readLink(given: unknown): string | undefined {
  const parsed = body.safeParse(given)
  if (!parsed.success)
    throw new Refusal('invalid-request', undefined, {
      errors: [{ pointer: '/link', detail: 'Give the token of a link, as text.' }],
    })
  return parsed.data.link
}

/**
 * Starts a conversation with a link, which says whose it is and what it begins with: solution, flow and person of the request do
 * not count, its variables do where the link has none of the name.
 */
export async function startWithLink(
  parts: { readonly conversations: Pick<Conversations, 'start'>; readonly links: Links | undefined },
  input: StartInput,
  token: string,
): ReturnType<Conversations['start']> {
  const { links, conversations } = parts
  if (links === undefined || !isLinkToken(token)) throw new Refusal('link-unknown')
  if (input.proof === 'identity' && isOfAnother(await links.find(token), input)) throw new Refusal('link-of-another')
  const { start, undo } = await links.use(token, input.visitor)
  const { page, channel, channelLanguages, visitor, contact, proof } = input
  const { language = start.language } = input
  const proved = proof === 'identity' && { contact: { ...start.contact, ...contact }, proof }
  const spoken = contact.language === undefined ? {} : { language: contact.language }
  try {
    return await conversations.start({
      ...start,
      contact: { ...start.contact, ...spoken },
      ...proved,
      variables: { ...input.variables, ...start.variables },
      page,
      channel,
      ...(language === undefined ? {} : { language }),
      ...(channelLanguages === undefined ? {} : { channelLanguages }),
      ...(visitor === undefined ? {} : { visitor }),
    })
  } catch (error) {
    // Where nobody knows whether it began, the link stays used: it is good once.
    const unsure = error instanceof RuntimeError && error.code === 'database-unavailable'
    if (!unsure) await undo().catch(() => {})
    throw error
  }
}

/** Somebody who is logged in as another, or elsewhere: an identity is proved for the solution that knows its key. */
function isOfAnother({ solution, environment, externalId }: LinkTarget, input: StartInput): boolean {
  if (solution !== input.solution || environment !== input.environment) return true
  return externalId !== undefined && externalId !== input.contact.external_id
}
