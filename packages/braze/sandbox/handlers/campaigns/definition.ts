import { randomUUID } from 'node:crypto'
import { successMessage } from '@parley/braze/contract'
import { readTags, type Tags } from '../../assets/tag.ts'
import type { Campaign } from '../../messaging/campaign.ts'
import type { Canvas } from '../../messaging/canvas.ts'
import { type Message, textsOf } from '../../messaging/message.ts'
import type { Query } from '../../query.ts'
import { readTime, showTime } from '../../time.ts'
import { type Members, mistakes } from '../bad-request.ts'
import { readPage } from '../listing.ts'

/** What campaigns and Canvases are listed, shown and copied by. */

const PAGE = 100

/** One page of the list that the query asks for, or the message of a 400. */
export function listDefinitions<One extends Campaign | Canvas>(
  query: Query,
  all: readonly One[],
): readonly One[] | string {
  const direction = query.get('sort_direction') || 'asc'
  if (direction !== 'asc' && direction !== 'desc') return mistakes.notValid('sort_direction')
  const after = query.get('last_edit.time[gt]') || undefined
  const since = after === undefined ? undefined : readTime(after)
  if (after !== undefined && since === undefined) return mistakes.notValid('last_edit.time[gt]')
  const archived = query.get('include_archived') === 'true'
  const wanted = all.filter(
    ({ state, updatedAt }) => (archived || state !== 'archived') && (since === undefined || updatedAt > since),
  )
  return readPage(query, direction === 'asc' ? wanted : wanted.toReversed(), PAGE)
}

export function showTimeOrNull(at: number | undefined): string | null {
  return at === undefined ? null : showTime(at)
}

/** The members that details of both have. */
export function showCommon(one: Campaign | Canvas): object {
  const { name, description, state, tags, schedule } = one
  return {
    created_at: showTime(one.createdAt),
    updated_at: showTime(one.updatedAt),
    name,
    description,
    archived: state === 'archived',
    draft: state === 'draft',
    enabled: state === 'active',
    has_post_launch_draft: false,
    schedule_type: schedule === undefined ? 'api_triggered' : 'time_based',
    tags,
    teams: [],
  }
}

export function showMessages(messages: readonly Message[]): object {
  return Object.fromEntries(
    messages.map(({ id, name, channel, content }) => {
      if (channel !== 'webhook') return [id, { channel, name, ...content }]
      const type = typeof content.body === 'string' ? 'text' : 'json'
      return [id, { channel, name, ...content, type }]
    }),
  )
}

export function channelsOf(messages: readonly Message[]): readonly string[] {
  return [...new Set(messages.map(({ channel }) => channel))]
}

/** What a copy is called and tagged, or the message of a 400. */
export function readCopy(
  members: Members,
  original: Campaign | Canvas,
  tags: Tags,
): Pick<Campaign, 'name' | 'description' | 'tags'> | string {
  const { name, description = original.description, tag_names: tagNames } = members
  if (typeof name !== 'string' || name === '') return mistakes.required('name')
  if (typeof description !== 'string') return mistakes.notText('description')
  if (tagNames === undefined) return { name, description, tags: original.tags }
  const read = readTags(tagNames, tags)
  return 'refusal' in read ? read.refusal : { name, description, tags: read.tags }
}

/** The messages under new ids. */
export function copyMessages(messages: readonly Message[]): readonly Message[] {
  return messages.map((one) => ({ ...one, id: randomUUID() }))
}

/** What `url_info/details` tells of a message: the links in it. Their ids and aliases are counted, since nobody gives them here. */
export function showLinks({ channel, name, content }: Message, includes: string | null): object {
  const urls = [...textsOf(content)].flatMap(({ text }) =>
    [...text.matchAll(/\bhref="([^"]{1,2000})"/gi)].map(([, url]) => url ?? ''),
  )
  const links = [...new Set(urls)].map((url, index) => ({
    link_URL: url,
    link_id: `link_${index + 1}`,
    link_alias: `link_${index + 1}`,
    content_block_path_info: [],
  }))
  const wanted = includes === null || includes === '' ? links : links.filter(({ link_id }) => link_id === includes)
  return { channel, name, link_data: wanted, message: successMessage }
}
