import { z } from 'zod'
import { createShelf, type Shelf } from './shelf.ts'

/** A webhook that messages may start from. Only the dashboard makes them: see the controls. */
export const webhookTemplate = z
  .object({ id: z.string(), name: z.string(), url: z.string(), body: z.string() })
  .readonly()
export type WebhookTemplate = z.output<typeof webhookTemplate>

/** Webhook templates by their ids. */
export type WebhookTemplates = Shelf<WebhookTemplate>

export function createWebhookTemplates(changed: () => void): WebhookTemplates {
  return createShelf(webhookTemplate, changed)
}
