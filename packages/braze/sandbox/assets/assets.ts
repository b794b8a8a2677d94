import { z } from 'zod'
import type { Ground, Part } from '../part.ts'
import { type CatalogStore, createCatalogStore } from './catalog.ts'
import { type ContentBlocks, createContentBlocks } from './content-block.ts'
import { createDashboardUsers, type DashboardUsers } from './dashboard-user.ts'
import { createDataObjectStore, type DataObjectStore } from './data-object.ts'
import { createDataObjectTypes, type DataObjectTypes } from './data-object-type.ts'
import { createEmailTemplates, type EmailTemplates } from './email-template.ts'
import { createFeedCards, type FeedCards } from './feed-card.ts'
import { createIntegrations, type Integrations } from './integration.ts'
import { createLocales, type Locales } from './locale.ts'
import { createMediaLibrary, type MediaLibrary } from './media.ts'
import { createPreferenceCenters, type PreferenceCenters } from './preference-center.ts'
import { createSdkKeyStore, type SdkKeyStore } from './sdk-key.ts'
import type { Keepable } from './shelf.ts'
import { createTags, type Tags } from './tag.ts'
import { createTranslations, type Translations } from './translation.ts'
import { createWebhookTemplates, type WebhookTemplates } from './webhook-template.ts'

/** Catalogs, Content Blocks, templates and the other things that a workspace keeps. */
export interface Assets extends Part {
  readonly tags: Tags
  readonly locales: Locales
  readonly catalogs: CatalogStore
  readonly contentBlocks: ContentBlocks
  readonly emailTemplates: EmailTemplates
  readonly webhookTemplates: WebhookTemplates
  readonly translations: Translations
  readonly media: MediaLibrary
  readonly preferenceCenters: PreferenceCenters
  readonly dashboardUsers: DashboardUsers
  readonly integrations: Integrations
  readonly sdkKeys: SdkKeyStore
  readonly dataObjectTypes: DataObjectTypes
  readonly dataObjects: DataObjectStore
  readonly feedCards: FeedCards
}

const savedAssets = z.record(z.string(), z.unknown())

export function createAssets(_ground: Ground): Assets {
  let revision = 0
  const changed = () => {
    revision += 1
  }
  const stores = {
    tags: createTags(changed),
    locales: createLocales(changed),
    catalogs: createCatalogStore(changed),
    contentBlocks: createContentBlocks(changed),
    emailTemplates: createEmailTemplates(changed),
    webhookTemplates: createWebhookTemplates(changed),
    translations: createTranslations(changed),
    media: createMediaLibrary(changed),
    preferenceCenters: createPreferenceCenters(changed),
    dashboardUsers: createDashboardUsers(changed),
    integrations: createIntegrations(changed),
    sdkKeys: createSdkKeyStore(changed),
    dataObjectTypes: createDataObjectTypes(changed),
    dataObjects: createDataObjectStore(changed),
    feedCards: createFeedCards(changed),
  } as const satisfies { readonly [name: string]: Keepable }
  return {
    ...stores,
    get revision() {
      return revision
    },
    save: () => Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, store.save()])),
    load(saved) {
      const parts = savedAssets.parse(saved)
      // A store that is younger than what was saved has nothing to take back.
      for (const [name, store] of Object.entries(stores)) if (parts[name] !== undefined) store.load(parts[name])
    },
    // Nothing of the assets happens by itself.
    close: () => undefined,
  }
}
