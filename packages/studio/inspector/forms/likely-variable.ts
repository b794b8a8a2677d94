import type { FlowFile } from '../../source/flow-file.ts'

/** Fields of a Braze profile that one type of variable is made for. */
const madeFor: { readonly [attribute: string]: string } = { dob: 'date', email: 'email', phone: 'phone' }

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/**
 * The variable that an attribute most likely takes its value from: of the same name, of the same letters (`e_mail` for `email`), or the
 * only one of the type that the field is made for (a date for `dob`). `null`: nobody can tell.
 */
export function likelyVariable(attribute: string, variables: FlowFile['variables'] = {}): string | null {
  if (Object.hasOwn(variables, attribute)) return attribute
  const names = Object.keys(variables)
  const alike = names.filter((name) => plain(name) === plain(attribute))
  const typed = names.filter((name) => variables[name]?.type === madeFor[attribute])
  const [found = null, ...others] = alike.length > 0 ? alike : typed
  return others.length === 0 ? found : null
}
