import { type Context, Drop } from 'liquidjs'
import type { Profile } from '../../profile.ts'
import type { FieldValue } from '../../standard-field.ts'
import { PROFILE } from './dialect.ts'
import type { LiquidEngine } from './engine.ts'
import { sessionOf } from './session.ts'

/** What a message is part of: the names of `campaign.${…}` and `canvas.${…}`. */
export interface MessageOrigin {
  readonly campaign: { readonly [name: string]: string }
  readonly canvas: { readonly [name: string]: string }
}

/** The values that a request sent along: trigger properties of a campaign, or the context of a Canvas. */
export interface SentProperties {
  readonly kind: 'trigger' | 'context'
  readonly values: { readonly [name: string]: unknown }
  /** Of the event that let the person into a Canvas. */
  readonly event?: { readonly [name: string]: unknown }
}

/** Content blocks in content blocks in …: beyond so many they are blank. */
const BLOCK_DEPTH = 3

/** Everything that a text may name, for one person. */
export function createScope(
  engine: LiquidEngine,
  profile: Profile,
  origin: MessageOrigin,
  sent: SentProperties | undefined,
): object {
  const scope: { [name: string]: unknown } = {
    [PROFILE]: profileNames(profile),
    custom_attribute: Object.fromEntries(profile.attributes),
    subscribed_state: subscribedState(profile),
    api_trigger_properties: sent?.kind === 'trigger' ? sent.values : {},
    context: sent?.kind === 'context' ? sent.values : {},
    canvas_entry_properties: sent?.kind === 'context' ? sent.values : {},
    event_properties: sent?.event ?? {},
    campaign: origin.campaign,
    canvas: origin.canvas,
    most_recently_used_device: {},
    targeted_device: {},
  }
  return Object.assign(scope, { content_blocks: new ContentBlocks(engine, scope) })
}

function profileNames({ fields, ...profile }: Profile): { readonly [name: string]: unknown } {
  const field = (name: Parameters<typeof fields.get>[0]) => fields.get(name)
  return {
    first_name: field('first_name'),
    last_name: field('last_name'),
    email_address: field('email'),
    phone_number: field('phone'),
    user_id: profile.externalId,
    braze_id: profile.brazeId,
    city: field('home_city'),
    country: field('country'),
    language: field('language'),
    time_zone: field('time_zone'),
    date_of_birth: field('dob'),
    gender: field('gender'),
    random_bucket_number: profile.randomBucket,
    last_used_app_date: field('date_of_last_session'),
    user_aliases: profile.aliases,
  }
}

function subscribedState({ fields }: Profile): { readonly [name: string]: unknown } {
  const states: { [name: string]: unknown } = {
    email_global: fields.get('email_subscribe') ?? 'subscribed',
    push_global: fields.get('push_subscribe') ?? 'subscribed',
  }
  const groups = fields.get('subscription_groups')
  if (!Array.isArray(groups)) return states
  for (const group of groups as readonly { readonly [member: string]: FieldValue }[]) {
    states[String(group.subscription_group_id)] = group.subscription_state
  }
  return states
}

/** `{{content_blocks.${name}}}`: the block's own Liquid, rendered for the same person. */
class ContentBlocks extends Drop {
  readonly #engine: LiquidEngine
  readonly #scope: object
  #depth = 0

  constructor(engine: LiquidEngine, scope: object) {
    super()
    this.#engine = engine
    this.#scope = scope
  }

  override async liquidMethodMissing(key: string | number, context: Context): Promise<string> {
    const session = sessionOf(context)
    const source = session.library.contentBlock(String(key))
    if (source === undefined) {
      session.warnings.push(`there is no content block ${key}`)
      return ''
    }
    if (this.#depth >= BLOCK_DEPTH) {
      session.warnings.push(`content block ${key} is nested too deeply: left out`)
      return ''
    }
    this.#depth += 1
    try {
      return await this.#engine.read(source).render(this.#scope, session)
    } finally {
      this.#depth -= 1
    }
  }
}
