// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method } from '../method.ts'

export interface ExportKpiMethods {
  readonly kpi: {
    readonly new_users: {
      /**
       * Reads new users by day.
       *
       * `GET /kpi/new_users/data_series` · permission `kpi.new_users.data_series` · 250,000 / h (`default-hourly`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/kpi/get_kpi_daily_new_users_date.md
       */
      readonly data_series: Method<'kpi.new_users.data_series'>
    }
    readonly dau: {
      /**
       * Reads active users by day.
       *
       * `GET /kpi/dau/data_series` · permission `kpi.dau.data_series` · 250,000 / h (`default-hourly`)
       *
       * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/kpi/get_kpi_dau_date.md
       */
      readonly data_series: Method<'kpi.dau.data_series'>
    }
    readonly mau: {
      /**
       * Reads users active within 30 days, by day.
       *
       * `GET /kpi/mau/data_series` · permission `kpi.mau.data_series` · 250,000 / h (`default-hourly`)
       *
       * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/kpi/get_kpi_mau_30_days.md
       */
      readonly data_series: Method<'kpi.mau.data_series'>
    }
    readonly uninstalls: {
      /**
       * Reads uninstalls by day.
       *
       * `GET /kpi/uninstalls/data_series` · permission `kpi.uninstalls.data_series` · 250,000 / h (`default-hourly`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/kpi/get_kpi_uninstalls_date.md
       */
      readonly data_series: Method<'kpi.uninstalls.data_series'>
    }
  }
}
