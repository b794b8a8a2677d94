import { Check } from 'lucide-react'
import { permissions, permissionsOf, roles } from '../api/access.ts'
import { defineWords } from '../app/words.ts'
import styles from './access.module.css'
import { usePermissionWords, useRoleWords } from './role-words.ts'

const useWords = defineWords({
  en: { caption: 'Permissions of the roles', permission: 'Permission', yes: 'yes', no: 'no' },
  ko: { caption: '역할별 권한 표', permission: '권한', yes: '예', no: '아니요' },
})

export function RoleMatrix() {
  const words = useWords()
  const roleWords = useRoleWords()
  const permissionWords = usePermissionWords()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
    <section className={styles.scroll} aria-label={words.caption} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.permission}</th>
            {roles.map((role) => (
              <th key={role} scope="col" title={roleWords[role].may}>
                {roleWords[role].name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.map((permission) => (
            <tr key={permission}>
              <th scope="row">{permissionWords[permission]}</th>
              {roles.map((role) => (
                <td key={role}>
                  {permissionsOf[role].includes(permission) ? (
                    <Check size={16} role="img" aria-label={words.yes} />
                  ) : (
                    <span role="img" aria-label={words.no}>
                      –
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
