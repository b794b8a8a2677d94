import type { NodeKindName } from '@parley/flow'
import {
  AtSign,
  BellRing,
  BrainCircuit,
  CircleHelp,
  CircleStop,
  Clock,
  Code2,
  FlaskConical,
  GitBranch,
  Headset,
  Hourglass,
  LineChart,
  type LucideIcon,
  Mail,
  MessageCircle,
  MessageCircleQuestion,
  Route,
  Search,
  UserRoundCheck,
  Variable,
  Workflow,
} from 'lucide-react'

const icons: { readonly [kind in NodeKindName]: LucideIcon } = {
  say: MessageCircle,
  ask: MessageCircleQuestion,
  understand: BrainCircuit,
  branch: GitBranch,
  set: Variable,
  experiment: FlaskConical,
  hours: Clock,
  wait: Hourglass,
  call: Workflow,
  action: Code2,
  'hand-over': Headset,
  end: CircleStop,
  'braze-track': LineChart,
  'braze-look-up': Search,
  'braze-alias': AtSign,
  'braze-identify': UserRoundCheck,
  'braze-subscribe': BellRing,
  'braze-canvas': Route,
  'braze-campaign': Mail,
}

export function KindIcon({ kind, size = 16 }: { readonly kind: string; readonly size?: number }) {
  const Icon = Object.hasOwn(icons, kind) ? icons[kind as NodeKindName] : CircleHelp
  return <Icon size={size} aria-hidden />
}
