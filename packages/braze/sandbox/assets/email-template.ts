import { z } from 'zod'
import { type ContentBlocks, findContentBlock } from './content-block.ts'
import { findContentBlocks } from './liquid-text.ts'
import { createShelf, type Shelf } from './shelf.ts'
import { readTags, type Tags } from './tag.ts'

const emailTemplate = z
  .object({
    id: z.string(),
    name: z.string(),
    subject: z.string(),
    body: z.string(),
    plaintextBody: z.string(),
    preheader: z.string(),
    inlinesCss: z.boolean(),
    tags: z.array(z.string()).readonly(),
    /** Epoch milliseconds. */
    createdAt: z.number(),
    updatedAt: z.number(),
  })
  .readonly()
export type EmailTemplate = z.output<typeof emailTemplate>

/** E-mail templates by their ids. */
export type EmailTemplates = Shelf<EmailTemplate>

export function createEmailTemplates(changed: () => void): EmailTemplates {
  return createShelf(emailTemplate, changed)
}

/** All that is Liquid in a template. */
export function templateTexts({ subject, preheader, body, plaintextBody }: EmailTemplate): readonly string[] {
  return [subject, preheader, body, plaintextBody]
}

/** What a request says of a template; a member that it leaves out is absent. */
export type EmailTemplateChange = Partial<Omit<EmailTemplate, 'id' | 'createdAt' | 'updatedAt'>>

const BODY_BYTES = 400 * 1024

/** Members of a request that are texts, and what the template calls them. */
const textMembers = {
  template_name: 'name',
  subject: 'subject',
  body: 'body',
  plaintext_body: 'plaintextBody',
  preheader: 'preheader',
} as const

/** @param isNew name, subject and body are required */
export function readEmailTemplate(
  source: { readonly [member: string]: unknown },
  isNew: boolean,
  blocks: ContentBlocks,
  tags: Tags,
): { readonly change: EmailTemplateChange } | { readonly refusal: string } {
  const readTagsOf = readTags(source.tags, tags)
  const refusal =
    findTextRefusal(source, isNew) ??
    findBlockRefusal(source, blocks) ??
    ('refusal' in readTagsOf ? readTagsOf.refusal : undefined)
  if (refusal !== undefined) return { refusal }
  const { should_inline_css: inlinesCss } = source
  const texts = Object.entries(textMembers).filter(([member]) => typeof source[member] === 'string')
  return {
    change: {
      ...Object.fromEntries(texts.map(([member, name]) => [name, source[member]])),
      ...(typeof inlinesCss === 'boolean' && { inlinesCss }),
      ...(source.tags !== undefined && 'tags' in readTagsOf && { tags: readTagsOf.tags }),
    },
  }
}

const requiredTexts = [
  ['template_name', 'Template Name is required'],
  ['subject', 'Subject is required'],
  ['body', 'Body is required'],
] as const

function findTextRefusal(source: { readonly [member: string]: unknown }, isNew: boolean): string | undefined {
  for (const [member, message] of requiredTexts) {
    const value = source[member]
    if (value === null || value === '' || (value === undefined && isNew)) return message
  }
  for (const member of Object.keys(textMembers)) {
    if (source[member] != null && typeof source[member] !== 'string') return `'${member}' must be a string`
  }
  const { should_inline_css: inlines = false, body } = source
  if (typeof inlines !== 'boolean') return "'should_inline_css' must be a boolean"
  return typeof body === 'string' && Buffer.byteLength(body) > BODY_BYTES ? 'Body must be at most 400kb' : undefined
}

function findBlockRefusal(source: { readonly [member: string]: unknown }, blocks: ContentBlocks): string | undefined {
  const texts = Object.keys(textMembers).map((member) => source[member])
  const names = findContentBlocks(texts.filter((text) => typeof text === 'string'))
  const areKnown = [...names].every((name) => findContentBlock(blocks, name) !== undefined)
  return areKnown ? undefined : 'Email must have valid content block names'
}
