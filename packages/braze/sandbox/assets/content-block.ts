import { z } from 'zod'
import { findContentBlocks, isLiquidClosed } from './liquid-text.ts'
import { createShelf, type Shelf } from './shelf.ts'
import { readTags, type Tags } from './tag.ts'

const contentBlock = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    content: z.string(),
    state: z.enum(['active', 'draft']),
    tags: z.array(z.string()).readonly(),
    /** Epoch milliseconds. */
    createdAt: z.number(),
    editedAt: z.number(),
  })
  .readonly()
export type ContentBlock = z.output<typeof contentBlock>

/** Content Blocks by their ids. */
export type ContentBlocks = Shelf<ContentBlock>

export function createContentBlocks(changed: () => void): ContentBlocks {
  return createShelf(contentBlock, changed)
}

/** The block that `{{content_blocks.${name}}}` stands for. */
export function findContentBlock(blocks: ContentBlocks, name: string): ContentBlock | undefined {
  return blocks.all().find((block) => block.name === name)
}

/** What a request says of a block; a member that it leaves out is absent. */
export type ContentBlockChange = Partial<Pick<ContentBlock, 'name' | 'description' | 'content' | 'state' | 'tags'>>

const NAME_CHARACTERS = 100
const DESCRIPTION_CHARACTERS = 250
const CONTENT_BYTES = 50 * 1024

/**
 * Reads a block from a request.
 *
 * @param before the block that it changes; without one, name and content are required
 */
export function readContentBlock(
  source: { readonly [member: string]: unknown },
  before: ContentBlock | undefined,
  blocks: ContentBlocks,
  tags: Tags,
): { readonly change: ContentBlockChange } | { readonly refusal: string } {
  const readTagsOf = readTags(source.tags, tags)
  const refusal =
    findNameRefusal(source.name, before, blocks) ??
    findContentRefusal(source.content, source.name ?? before?.name, before) ??
    findDescriptionRefusal(source.description) ??
    findStateRefusal(source.state, before) ??
    ('refusal' in readTagsOf ? readTagsOf.refusal : undefined)
  if (refusal !== undefined) return { refusal }
  const { name, content, description, state } = source
  return {
    change: {
      ...(typeof name === 'string' && { name }),
      ...(typeof content === 'string' && { content }),
      ...(typeof description === 'string' && { description }),
      ...((state === 'active' || state === 'draft') && { state }),
      ...(source.tags !== undefined && 'tags' in readTagsOf && { tags: readTagsOf.tags }),
    },
  }
}

function findNameRefusal(name: unknown, before: ContentBlock | undefined, blocks: ContentBlocks): string | undefined {
  if (name === undefined && before !== undefined) return undefined
  if (name === undefined || name === null || name === '') return 'Content Block name cannot be blank'
  if (typeof name !== 'string') return 'Content Block name must be a string'
  if (name.length >= NAME_CHARACTERS) return `Content Block name must be shorter than ${NAME_CHARACTERS} characters`
  if (!/^[\w-]+$/.test(name)) return 'Content Block name can only contain alphanumeric characters'
  if (name === before?.name) return undefined
  if (before?.state === 'active') return 'Content Block name cannot be updated for active Content Blocks'
  return findContentBlock(blocks, name) === undefined ? undefined : 'Content Block with this name already exists'
}

function findContentRefusal(content: unknown, name: unknown, before: ContentBlock | undefined): string | undefined {
  if (content === undefined && before !== undefined) return undefined
  if (content === undefined || content === null || content === '') return 'Content cannot be blank'
  if (typeof content !== 'string') return 'Content must be a string'
  if (Buffer.byteLength(content) >= CONTENT_BYTES) return 'Content must be smaller than 50kb'
  if (!isLiquidClosed(content)) return 'Content contains malformed liquid'
  const names: ReadonlySet<unknown> = findContentBlocks([content])
  return names.has(name) ? 'Content Block cannot be referenced within itself' : undefined
}

function findDescriptionRefusal(description: unknown): string | undefined {
  if (description === undefined) return undefined
  if (description === null || description === '') return 'Content Block description cannot be blank'
  if (typeof description !== 'string') return 'Content Block description must be a string'
  return description.length < DESCRIPTION_CHARACTERS
    ? undefined
    : `Content Block description must be shorter than ${DESCRIPTION_CHARACTERS} characters`
}

function findStateRefusal(state: unknown, before: ContentBlock | undefined): string | undefined {
  if (state === undefined) return undefined
  if (state !== 'active' && state !== 'draft') return 'Content Block state must be either active or draft'
  return before?.state === 'active' && state === 'draft'
    ? 'Active Content Block cannot be updated to draft. Please create a new Content Block'
    : undefined
}
