// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method } from '../method.ts'

export interface ExportUsersMethods {
  readonly users: {
    readonly export: {
      /**
       * Reads profiles by their identifiers. At most one of `device_id`, `email_address` and `phone`.
       * `fields_to_export` is required for companies since 2024-08-22. Unknown ids are no error.
       *
       * `POST /users/export/ids` · permission `users.export.ids` · 250 / min (`users-export-ids`) · at most 50
       * `external_ids`, `user_aliases`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/user_data/post_users_identifier.md
       */
      readonly ids: Method<'users.export.ids'>
      /**
       * Exports the profiles of a segment into files. Asynchronous, one run per segment at a time. A ZIP of files with
       * a JSON profile per line, about 5,000 in each. `url` only where no bucket of one's own is set up.
       * `fields_to_export` is required for companies since 2021-04.
       *
       * `POST /users/export/segment` · permission `users.export.segment` · 250,000 / h (`default-hourly`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/user_data/post_users_segment.md
       */
      readonly segment: Method<'users.export.segment'>
      /**
       * Exports the profiles of the Global Control Group into files. Asynchronous. `fields_to_export` is required for
       * newer companies.
       *
       * `POST /users/export/global_control_group` · permission `users.export.global_control_group` · 250,000 / h
       * (`default-hourly`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/user_data/post_users_global_control_group.md
       */
      readonly global_control_group: Method<'users.export.global_control_group'>
    }
  }
}
