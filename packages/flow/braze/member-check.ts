import type { Outline } from '../outline.ts'

/** What a member of an object must hold; the words are for people. */
interface Member {
  readonly is: string
  accepts(value: string | number | boolean): boolean
}

const anyText: Member = { is: 'a text', accepts: (value) => typeof value === 'string' && value !== '' }

const degrees = (most: number): Member => ({
  is: `a number from -${most} to ${most}`,
  accepts: (value) => typeof value === 'number' && Math.abs(value) <= most,
})

/** Members that the objects in a standard field need. `_docs/_api/objects_filters/user_attributes_object.md` */
const needed: { readonly [field: string]: { readonly [member: string]: Member } } = {
  current_location: { longitude: degrees(180), latitude: degrees(90) },
  push_tokens: { app_id: anyText, token: anyText },
  subscription_groups: {
    subscription_group_id: anyText,
    subscription_state: {
      is: '"subscribed" or "unsubscribed"',
      accepts: (value) => value === 'subscribed' || value === 'unsubscribed',
    },
  },
}

/** What is wrong with the objects written out for a standard field, in words; `null` when nothing speaks against them. */
export function findWrongMember(field: string, outline: Outline): string | null {
  const members = Object.hasOwn(needed, field) ? needed[field] : undefined
  if (members === undefined) return null
  const objects = outline.kind === 'list' ? outline.items : [outline]
  for (const object of objects) {
    const wrong = checkObject(members, object, outline.kind === 'list')
    if (wrong !== null) return wrong
  }
  return null
}

function checkObject(members: { readonly [member: string]: Member }, object: Outline, inList: boolean): string | null {
  if (object.kind === 'constant') return inList ? `a list with ${JSON.stringify(object.value).slice(0, 80)}` : null
  if (object.kind !== 'object') return null
  const given = new Map(object.members)
  for (const [name, { is, accepts }] of Object.entries(members)) {
    const value = given.get(name)
    if (value === undefined) return `without "${name}"`
    if (value.kind === 'constant' && (value.value === null || !accepts(value.value))) return `with "${name}" not ${is}`
  }
  return null
}
