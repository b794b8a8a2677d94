/** What a password must be. The same rule in the browser and on the server. */

export const shortestPassword = 12
/** Longer ones cost more to check than they gain. */
export const longestPassword = 200

/** What is wrong with a password: too short, too long, one of those that everybody tries first, or made of what is known anyway. */
export type PasswordFault = 'short' | 'long' | 'common' | 'known'

/** The most used ones that are long enough, and what they are made of. */
const common = new Set([
  '123456789012',
  '1234567890123',
  '12345678901234',
  '123456789123',
  '123456123456',
  '123123123123',
  '123412341234',
  '111222333444',
  '112233445566',
  '987654321012',
  '000000000000',
  '111111111111',
  '0123456789ab',
  'aaaaaaaaaaaa',
  'abcdefghijkl',
  'abcd12345678',
  'abc123abc123',
  'abcdef123456',
  'a1b2c3d4e5f6',
  '1a2b3c4d5e6f',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  '1qazxsw23edc',
  'q1w2e3r4t5y6',
  'qazwsxedcrfv',
  'zaq12wsxcde3',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiopas',
  'qwertyuiopasdfgh',
  'qwerty123456',
  'qwerty12345678',
  'qwertyqwerty',
  'qwerty1234567',
  'asdfghjkl123',
  'asdfghjklqwe',
  'asdfasdfasdf',
  'zxcvbnm12345',
  'zxcvbnm123456',
  'password1234',
  'password12345',
  'password123456',
  'password123!',
  'passwordpassword',
  'password2024',
  'password2025',
  'password2026',
  'passw0rd1234',
  'p@ssw0rd1234',
  'p@ssword1234',
  'mypassword123',
  'yourpassword',
  'newpassword1',
  'newpassword123',
  'changeme1234',
  'changemeplease',
  'changeit1234',
  'letmein12345',
  'letmein123456',
  'letmeinplease',
  'welcome12345',
  'welcome123456',
  'welcome1234!',
  'admin1234567',
  'admin12345678',
  'adminadmin123',
  'administrator',
  'administrator1',
  'administrator123',
  'rootrootroot',
  'iloveyou1234',
  'iloveyou12345',
  'iloveyou123456',
  'iloveyousomuch',
  'sunshine1234',
  'princess1234',
  'football1234',
  'baseball1234',
  'superman1234',
  'batman123456',
  'dragon123456',
  'monkey123456',
  'michael12345',
  'jordan123456',
  'liverpool123',
  'chelsea12345',
  'trustno1trustno1',
  'test12345678',
  'testtesttest',
  'test1234test',
  'temp12345678',
  'secret123456',
  'secretsecret',
  'supersecret1',
  'supersecret123',
  'correcthorsebatterystaple',
  'thisismypassword',
  'ilovemyfamily',
  'parleyparley',
  'parley123456',
  'parleystudio',
  'conversation',
  'conversations',
])

/** @returns null when it may be used */
export function passwordFault(
  password: string,
  known: { readonly email?: string; readonly name?: string } = {},
): PasswordFault | null {
  const length = [...password].length
  if (length < shortestPassword) return 'short'
  if (length > longestPassword) return 'long'
  const plain = password.toLowerCase().trim()
  if (common.has(plain) || new Set(plain).size < 4) return 'common'
  const own = [known.email, known.email?.split('@')[0], known.name].map((each) => each?.toLowerCase().trim() ?? '')
  // The address itself, or a name with a few digits behind it.
  const isOwn = own.some((each) => each.length >= 4 && plain.replace(/[\d\W_]+$/, '') === each.replace(/[\d\W_]+$/, ''))
  return isOwn ? 'known' : null
}
