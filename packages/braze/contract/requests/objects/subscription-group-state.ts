// Made by contract/generate.ts from the rows of the contract: change those.

/** A subscription group and the state in it. */
export interface SubscriptionGroupState {
  /** Id of the group. */
  subscription_group_id: string
  /** State in the group. */
  subscription_state: 'subscribed' | 'unsubscribed'
  /** SMS only: asks for a confirmation first. Default false. */
  use_double_opt_in_logic?: boolean
}
