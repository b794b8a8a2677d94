import type { HandlerGroup } from '../handler.ts'
import { createEmailTemplate, listEmailTemplates, showEmailTemplate, updateEmailTemplate } from './email-templates.ts'

export const templatesHandlers = {
  'templates.email.list': listEmailTemplates,
  'templates.email.info': showEmailTemplate,
  'templates.email.create': createEmailTemplate,
  'templates.email.update': updateEmailTemplate,
} as const satisfies HandlerGroup
