import { randomUUID } from 'node:crypto'
import { refused, succeeded } from '../../assets/answer.ts'
import type { Assets } from '../../assets/assets.ts'
import { type ContentBlock, readContentBlock } from '../../assets/content-block.ts'
import { cutDatedPage } from '../../assets/dated-list.ts'
import { templateTexts } from '../../assets/email-template.ts'
import { findContentBlocks } from '../../assets/liquid-text.ts'
import { messagesOf } from '../../messaging/canvas-step.ts'
import { type Message, textsOf } from '../../messaging/message.ts'
import { showTime } from '../../time.ts'
import type { World } from '../../world.ts'
import { membersOf } from '../bad-request.ts'
import type { Handler } from '../handler.ts'

export const listContentBlocks: Handler = {
  answer({ query, world }) {
    const { assets } = world
    const page = cutDatedPage(assets.contentBlocks.all(), query, 'Content Block', ({ editedAt }) => editedAt)
    if ('refusal' in page) return refused(page.refusal)
    const content_blocks = page.things.map((block) => ({
      content_block_id: block.id,
      name: block.name,
      content_type: contentType(block),
      liquid_tag: liquidTag(block),
      inclusion_count: countInclusions(world, block),
      created_at: showTime(block.createdAt),
      last_edited: showTime(block.editedAt),
      tags: block.tags,
    }))
    return succeeded(200, { count: content_blocks.length, content_blocks })
  },
}

export const showContentBlock: Handler = {
  answer({ query, world }) {
    const { assets } = world
    const block = readId(assets, query.get('content_block_id'))
    if (typeof block === 'string') return refused(block)
    return succeeded(200, {
      content_block_id: block.id,
      name: block.name,
      content: block.content,
      description: block.description,
      content_type: contentType(block),
      tags: block.tags,
      created_at: showTime(block.createdAt),
      last_edited: showTime(block.editedAt),
      inclusion_count: countInclusions(world, block),
      ...(query.get('include_inclusion_data') === 'true' && { inclusion_data: findMessages(world, block) }),
    })
  },
}

export const createContentBlock: Handler = {
  answer({ body, world }) {
    const { assets, clock } = world
    const read = readContentBlock(membersOf(body), undefined, assets.contentBlocks, assets.tags)
    if ('refusal' in read) return refused(read.refusal)
    const now = clock.now()
    const block: ContentBlock = {
      id: randomUUID(),
      name: '',
      description: '',
      content: '',
      state: 'active',
      tags: [],
      ...read.change,
      createdAt: now,
      editedAt: now,
    }
    assets.contentBlocks.put(block.id, block)
    return succeeded(201, showWritten(block))
  },
}

export const updateContentBlock: Handler = {
  answer({ body, world }) {
    const { assets, clock } = world
    const source = membersOf(body)
    const before = readId(assets, source.content_block_id)
    if (typeof before === 'string') return refused(before)
    const read = readContentBlock(source, before, assets.contentBlocks, assets.tags)
    if ('refusal' in read) return refused(read.refusal)
    const block = { ...before, ...read.change, editedAt: clock.now() }
    assets.contentBlocks.put(block.id, block)
    return succeeded(201, showWritten(block))
  },
}

/** The block of this id, or the sentence that refuses it. */
function readId({ contentBlocks }: Assets, id: unknown): ContentBlock | string {
  if (id === undefined || id === null || id === '') return 'Content Block ID cannot be blank'
  const block = typeof id === 'string' ? contentBlocks.get(id) : undefined
  return block ?? 'Content Block ID is invalid for this workspace'
}

function showWritten(block: ContentBlock): { readonly [member: string]: unknown } {
  return { content_block_id: block.id, liquid_tag: liquidTag(block), created_at: showTime(block.createdAt) }
}

function liquidTag({ name }: ContentBlock): string {
  return `{{content_blocks.\${${name}}}}`
}

function contentType({ content }: ContentBlock): 'html' | 'text' {
  return /<[A-Za-z!/]/.test(content) ? 'html' : 'text'
}

/** E-mail templates, other blocks and messages that include this one. */
function countInclusions(world: World, block: ContentBlock): number {
  const { contentBlocks, emailTemplates } = world.assets
  const owners = [
    ...contentBlocks.all().map(({ content }) => [content]),
    ...emailTemplates.all().map((template) => templateTexts(template)),
  ]
  const included = owners.filter((texts) => findContentBlocks(texts).has(block.name))
  return included.length + findMessages(world, block).length
}

/** Messages of campaigns and Canvases that include the block. */
function findMessages({ messaging }: World, { name }: ContentBlock): readonly { readonly [member: string]: string }[] {
  const includes = ({ content }: Message) => findContentBlocks([...textsOf(content)].map(({ text }) => text)).has(name)
  const inCampaigns = messaging.campaigns
    .all()
    .flatMap(({ id, messages }) =>
      messages.filter(includes).map((message) => ({ campaign_id: id, message_variation_id: message.id })),
    )
  const inCanvases = messaging.canvases
    .all()
    .flatMap(({ steps }) => steps)
    .flatMap((step) =>
      messagesOf(step)
        .filter(includes)
        .map((message) => ({ canvas_step_id: step.id, message_variation_id: message.id })),
    )
  return [...inCampaigns, ...inCanvases]
}
