import type { NodeKindName } from '@parley/flow'
import type { ComponentType } from 'react'
import { ActionForm } from './action.tsx'
import { AskForm } from './ask.tsx'
import { BranchForm } from './branch.tsx'
import { BrazeAliasForm } from './braze-alias.tsx'
import { BrazeCampaignForm } from './braze-campaign.tsx'
import { BrazeCanvasForm } from './braze-canvas.tsx'
import { BrazeIdentifyForm } from './braze-identify.tsx'
import { BrazeLookUpForm } from './braze-look-up.tsx'
import { BrazeSubscribeForm } from './braze-subscribe.tsx'
import { BrazeTrackForm } from './braze-track.tsx'
import { CallForm } from './call.tsx'
import { EndForm } from './end.tsx'
import { ExperimentForm } from './experiment.tsx'
import { HandOverForm } from './hand-over.tsx'
import { HoursForm } from './hours.tsx'
import { SayForm } from './say.tsx'
import { SetForm } from './set.tsx'
import { UnderstandForm } from './understand.tsx'
import { WaitForm } from './wait.tsx'

/** The form of each kind of node. */
export const forms: { readonly [kind in NodeKindName]: ComponentType } = {
  say: SayForm,
  ask: AskForm,
  branch: BranchForm,
  set: SetForm,
  action: ActionForm,
  wait: WaitForm,
  call: CallForm,
  experiment: ExperimentForm,
  hours: HoursForm,
  'hand-over': HandOverForm,
  understand: UnderstandForm,
  end: EndForm,
  'braze-track': BrazeTrackForm,
  'braze-look-up': BrazeLookUpForm,
  'braze-alias': BrazeAliasForm,
  'braze-identify': BrazeIdentifyForm,
  'braze-subscribe': BrazeSubscribeForm,
  'braze-canvas': BrazeCanvasForm,
  'braze-campaign': BrazeCampaignForm,
}
