import { useNavigate, useParams } from 'react-router'
import { reveal } from '../editor/state.ts'

/** Opens a flow at one of its nodes. */
export function useShowNode(): (flow: string, node: string, field?: string) => void {
  const { solution = '' } = useParams()
  const navigate = useNavigate()
  return (flow, node, field) => {
    reveal(flow, node, field)
    void navigate(`/s/${encodeURIComponent(solution)}/flows/${encodeURIComponent(flow)}`)
  }
}
