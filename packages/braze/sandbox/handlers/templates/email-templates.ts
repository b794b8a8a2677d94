import { randomUUID } from 'node:crypto'
import { refused, succeeded } from '../../assets/answer.ts'
import type { Assets } from '../../assets/assets.ts'
import { cutDatedPage } from '../../assets/dated-list.ts'
import { type EmailTemplate, readEmailTemplate } from '../../assets/email-template.ts'
import { showTime } from '../../time.ts'
import { membersOf } from '../bad-request.ts'
import type { Handler } from '../handler.ts'

export const listEmailTemplates: Handler = {
  answer({ query, world }) {
    const page = cutDatedPage(world.assets.emailTemplates.all(), query, 'Template', ({ updatedAt }) => updatedAt)
    if ('refusal' in page) return refused(page.refusal)
    return succeeded(200, { count: page.things.length, templates: page.things.map(showListed) })
  },
}

export const showEmailTemplate: Handler = {
  answer({ query, world }) {
    const template = readId(world.assets, query.get('email_template_id'))
    if (typeof template === 'string') return refused(template)
    return succeeded(200, {
      ...showListed(template),
      description: '',
      subject: template.subject,
      preheader: template.preheader,
      body: template.body,
      plaintext_body: template.plaintextBody,
      should_inline_css: template.inlinesCss,
    })
  },
}

export const createEmailTemplate: Handler = {
  answer({ body, world }) {
    const { assets, clock } = world
    const read = readEmailTemplate(membersOf(body), true, assets.contentBlocks, assets.tags)
    if ('refusal' in read) return refused(read.refusal)
    const now = clock.now()
    const template: EmailTemplate = {
      id: randomUUID(),
      name: '',
      subject: '',
      body: '',
      plaintextBody: '',
      preheader: '',
      inlinesCss: false,
      tags: [],
      ...read.change,
      createdAt: now,
      updatedAt: now,
    }
    assets.emailTemplates.put(template.id, template)
    return succeeded(201, { email_template_id: template.id })
  },
}

export const updateEmailTemplate: Handler = {
  answer({ body, world }) {
    const { assets, clock } = world
    const source = membersOf(body)
    const before = readId(assets, source.email_template_id)
    if (typeof before === 'string') return refused(before)
    const read = readEmailTemplate(source, false, assets.contentBlocks, assets.tags)
    if ('refusal' in read) return refused(read.refusal)
    if (Object.keys(read.change).length === 0) return refused('At least one field to update is required')
    const template = { ...before, ...read.change, updatedAt: clock.now() }
    assets.emailTemplates.put(template.id, template)
    return succeeded(200, { email_template_id: template.id })
  },
}

/** The template of this id, or the sentence that refuses it. */
function readId({ emailTemplates }: Assets, id: unknown): EmailTemplate | string {
  if (id === undefined || id === null || id === '') return 'Email Template ID cannot be blank'
  const template = typeof id === 'string' ? emailTemplates.get(id) : undefined
  return template ?? 'Email Template ID is invalid for this workspace'
}

function showListed({ id, name, createdAt, updatedAt, tags }: EmailTemplate): { readonly [member: string]: unknown } {
  return {
    email_template_id: id,
    template_name: name,
    created_at: showTime(createdAt),
    updated_at: showTime(updatedAt),
    tags,
  }
}
