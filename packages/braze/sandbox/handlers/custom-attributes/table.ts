import { endpoints, limits, successMessage } from '@parley/braze/contract'
import { cutLinkedPage } from '../../assets/page.ts'
import { typeOf } from '../../attribute-type.ts'
import type { AttributeValue } from '../../attribute-value.ts'
import type { AttributeType } from '../../settings.ts'
import { badRequest, mistakes } from '../bad-request.ts'
import type { Handler, HandlerGroup } from '../handler.ts'

const PAGE = 50

const typeNames = {
  string: 'String',
  number: 'Number',
  boolean: 'Boolean',
  time: 'Time',
  array: 'Array',
  object: 'Object',
  object_array: 'Object Array',
} as const satisfies { readonly [Type in AttributeType]: string }

/** `GET /custom_attributes`: every attribute that a profile has now, by name. The type is that of its first value. */
const customAttributesGet: Handler = {
  answer(call) {
    const { path, successStatus: status } = endpoints['custom_attributes.get']
    const types = [...findTypes(call.world.profiles.all())].sort(byName)
    const page = cutLinkedPage(types, call.query, path, PAGE)
    if (page === undefined) return badRequest(mistakes.notValid('cursor'))
    const { attributeTypes } = call.settings
    const attributes = page.things.map(([name, type]) => {
      const forced = Object.hasOwn(attributeTypes, name) ? attributeTypes[name] : undefined
      return {
        name,
        description: null,
        data_type: forced === undefined ? `${typeNames[type]} (Automatically Detected)` : typeNames[forced],
        array_length: type === 'array' ? limits.arrayElements : null,
        status: 'Active',
        tag_names: [],
      }
    })
    return { status, headers: page.headers, body: { attributes, message: successMessage } }
  },
}

type Typed = readonly [name: string, type: AttributeType]

function findTypes(profiles: Iterable<{ readonly attributes: ReadonlyMap<string, AttributeValue> }>): Iterable<Typed> {
  const types = new Map<string, AttributeType>()
  for (const { attributes } of profiles) {
    for (const [name, value] of attributes) if (!types.has(name)) types.set(name, typeOf(value))
  }
  return types
}

function byName([one]: Typed, [other]: Typed): number {
  return one < other ? -1 : 1
}

export const customAttributesHandlers = {
  'custom_attributes.get': customAttributesGet,
} as const satisfies HandlerGroup
