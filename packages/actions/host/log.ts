/** Where the action host's own lines go; never what actions say, and no secrets. */
export type HostLog = (
  level: 'debug' | 'info' | 'warn' | 'error',
  fields: { readonly [name: string]: string | number | boolean },
  text: string,
) => void
