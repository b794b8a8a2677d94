import type { ActionTemplate } from '../api.ts'

/** What people ask for first. */
const popular: readonly string[] = [
  'users.track',
  'canvas.trigger.send',
  'campaigns.trigger.send',
  'users.export.ids',
  'users.identify',
  'subscription.status.set_v2',
  'catalogs.item.get',
  'messages.send',
]

/** The templates that have every word somewhere, those whose name has it first. Without words all, the popular ones first. */
export function findTemplates(templates: readonly ActionTemplate[], search: string): readonly ActionTemplate[] {
  const wanted = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const rank = (template: ActionTemplate): number => {
    const { id, path } = template
    const place = popular.indexOf(id)
    const near = wanted.every((word) => id.includes(word) || path.includes(word)) ? 0 : 1000
    const old = template.deprecated === null ? 0 : 500
    return (wanted.length === 0 ? 0 : near) + old + (place === -1 ? 100 : place)
  }
  const holds = ({ id, path, group, what, limits }: ActionTemplate): boolean => {
    const text = `${id} ${path} ${group} ${what} ${limits}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  }
  return templates.filter(holds).sort((one, other) => rank(one) - rank(other))
}
