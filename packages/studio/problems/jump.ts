import type { Place } from '@parley/flow'
import { useLocation, useNavigate, useParams } from 'react-router'
import { reveal } from '../editor/state.ts'

/** Shows a place of the solution: a node and its field on the canvas, everything else on the page that edits it. */
export function useJump(): (place: Pick<Place, 'flow' | 'node' | 'field' | 'file' | 'line'>) => void {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { solution = '' } = useParams()
  return ({ flow, node, field, file = '', line }) => {
    const base = `/s/${encodeURIComponent(solution)}`
    const page = flow === undefined ? pageOf(file, line) : `flows/${encodeURIComponent(flow)}`
    if (pathname !== `${base}/${page}`) void navigate(`${base}/${page}`)
    if (flow !== undefined) reveal(flow, node ?? '', field)
  }
}

function pageOf(file: string, line = 1): string {
  if (file.startsWith('texts/')) return 'texts'
  if (file.startsWith('nlu/')) return `understanding?${new URLSearchParams({ file, line: `${line}` })}`
  if (file === 'nlu') return 'understanding'
  if (file.startsWith('tests/')) return 'tests'
  if (file.startsWith('actions/'))
    return `actions/${encodeURIComponent(file.slice('actions/'.length).replace(/\.[a-z]+$/, ''))}`
  return file === '' ? 'settings' : 'actions'
}
