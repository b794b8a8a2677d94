// Made by contract/generate.ts from the rows of the contract: change those.

/** One filter of an audience. */
export type AudienceFilter =
  | {
      /** Compares a custom attribute. */
      readonly custom_attribute: {
        /** The attribute. Nested ones cannot be filtered by. */
        readonly custom_attribute_name: string
        /** How it is compared. The attribute's type decides which fit. */
        readonly comparison:
          | 'equals'
          | 'not_equal'
          | 'matches_regex'
          | 'does_not_match_regex'
          | 'does_not_equal'
          | 'exists'
          | 'does_not_exist'
          | 'includes_value'
          | 'does_not_include_value'
          | 'greater_than'
          | 'greater_than_or_equal_to'
          | 'less_than'
          | 'less_than_or_equal_to'
          | 'less_than_x_days_ago'
          | 'greater_than_x_days_ago'
          | 'less_than_x_days_in_the_future'
          | 'greater_than_x_days_in_the_future'
          | 'after'
          | 'before'
        /** With what it is compared. Not with `exists` and `does_not_exist`. */
        readonly value?: string | number | boolean
      }
    }
  | {
      /** By their push subscription. */
      readonly push_subscription_status: {
        /** Whether they have the state, or any other. */
        readonly comparison: 'is' | 'is_not'
        /** The state. */
        readonly value: 'opted_in' | 'subscribed' | 'unsubscribed'
      }
    }
  | {
      /** By their e-mail subscription. */
      readonly email_subscription_status: {
        /** Whether they have the state, or any other. */
        readonly comparison: 'is' | 'is_not'
        /** The state. */
        readonly value: 'opted_in' | 'subscribed' | 'unsubscribed'
      }
    }
  | {
      /** By when they last used an app. */
      readonly last_used_app: {
        /** On which side of the time. */
        readonly comparison: 'after' | 'before'
        /** The time, ISO 8601. */
        readonly value: string
      }
    }
  | {
      /** Whether they never used an app. */
      readonly has_never_used_app: boolean
    }
