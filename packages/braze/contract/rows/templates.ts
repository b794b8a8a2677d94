import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { listWindow, modified, tags } from '../member.ts'
import { answer, flag, int, list, maybe, text, textMembers, texts } from '../piece.ts'

const templateId = text.describe('Id of the template.')
const templateName = text.describe('Name of the template.')
const subject = text.describe('Subject of the e-mail.')
const body = text.describe('HTML of the e-mail, at most 400 KB.')
const templateMembers = {
  plaintext_body: text.exactOptional().describe('Body as plain text.'),
  preheader: text.exactOptional().describe('What the inbox shows behind the subject.'),
  tags: tags.exactOptional(),
  should_inline_css: flag.exactOptional().describe('Whether styles are written into the elements.'),
} as const

export const templates = defineGroup([
  {
    id: 'templates.email.list',
    method: 'GET',
    path: '/templates/email/list',
    permission: 'templates.email.list',
    rateLimit: buckets.hourly,
    successStatus: 200,
    repeatable: true,
    pages: { kind: 'offset', items: 'templates', size: 100, most: 1000 },
    request: z.object({ ...modified, ...listWindow(100, 1000) }).readonly(),
    response: answer({
      count: maybe(int),
      templates: list({
        ...textMembers('email_template_id', 'template_name', 'created_at', 'updated_at'),
        tags: maybe(texts),
      }),
    }),
    docs: {
      what: 'Lists e-mail templates.',
      docPath: '_docs/_api/endpoints/templates/email_templates/get_list_email_templates.md',
    },
  },
  {
    id: 'templates.email.info',
    method: 'GET',
    path: '/templates/email/info',
    permission: 'templates.email.info',
    rateLimit: buckets.hourly,
    successStatus: 200,
    repeatable: true,
    request: z.object({ email_template_id: templateId }).readonly(),
    response: answer({
      ...textMembers(
        'email_template_id',
        'template_name',
        'description',
        'subject',
        'preheader',
        'body',
        'plaintext_body',
        'created_at',
        'updated_at',
      ),
      should_inline_css: maybe(flag),
      tags: maybe(texts),
    }),
    docs: {
      what: 'Reads an e-mail template.',
      docPath: '_docs/_api/endpoints/templates/email_templates/get_see_email_template_information.md',
      limits: 'Templates of the drag-and-drop editor are refused.',
    },
  },
  {
    id: 'templates.email.create',
    method: 'POST',
    path: '/templates/email/create',
    permission: 'templates.email.create',
    rateLimit: buckets.hourly,
    successStatus: 201,
    repeatable: false,
    request: z
      .object({
        template_name: templateName,
        subject,
        body,
        ...templateMembers,
      })
      .readonly(),
    response: answer(textMembers('email_template_id')),
    docs: {
      what: 'Creates an e-mail template.',
      docPath: '_docs/_api/endpoints/templates/email_templates/post_create_email_template.md',
    },
  },
  {
    id: 'templates.email.update',
    method: 'POST',
    path: '/templates/email/update',
    permission: 'templates.email.update',
    rateLimit: buckets.hourly,
    successStatus: 200,
    repeatable: true,
    request: z
      .object({
        email_template_id: templateId,
        template_name: templateName.exactOptional(),
        subject: subject.exactOptional(),
        body: body.exactOptional(),
        ...templateMembers,
      })
      .readonly(),
    response: answer(textMembers('email_template_id')),
    docs: {
      what: 'Updates an e-mail template.',
      docPath: '_docs/_api/endpoints/templates/email_templates/post_update_email_template.md',
      limits: 'At least one member besides the id.',
    },
  },
])
