import { useMutation } from '@tanstack/react-query'
import { PlugZap } from 'lucide-react'
import { useMemo } from 'react'
import { useParams } from 'react-router'
import { useTemplates } from '../actions/templates.ts'
import type { BrazeCheck } from '../api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { useSource } from '../source/hooks.ts'
import { Button, ErrorNotice, Notice, type Tone, Working } from '../ui/index.ts'
import uiStyles from '../ui/ui.module.css'
import styles from './braze.module.css'
import type { EnvironmentName } from './data-points.tsx'
import { neededEndpoints } from './mapping.ts'
import { useFlows } from './use-flows.ts'

type States = { readonly [state in BrazeCheck['state']]: string }

const useWords = defineWords({
  en: {
    what: 'Asks Braze for a profile that nobody has, with the key of the environment. It changes nothing.',
    check: 'Check the connection',
    checking: 'Asking Braze …',
    at: (host: string) => (host === '' ? '' : `Address: ${host}`),
    states: {
      connected: 'Connected. Braze knows the key.',
      'limited-key':
        'Braze knows the key, but it may not read profiles. That is needed only where the solution looks profiles up; then give it the permission users.export.ids.',
      'wrong-key':
        'Braze does not know the key at this address. Either the key is wrong, or it belongs to another cluster: compare braze_url in solution.ts with the REST endpoint of your instance.',
      'no-key': 'The key is not set. Whoever runs the server sets the variable below and starts it again.',
      'no-address': 'The solution does not say where Braze is. Set braze_url in the parameters of the environment.',
      unreachable: 'No answer. Check the address, and that the server may reach the internet.',
      'not-braze':
        'Something answered, but it is not Braze. Compare braze_url with the REST endpoint of your instance.',
      'not-published': 'Nothing runs in this environment yet. Publish a version there first.',
    } satisfies States as States,
    missing: 'Variables of the server that are not set:',
    permissions: 'What the key has to be allowed',
    permissionsWhat: 'Read from the nodes and the code of this solution. Give a key these permissions and no others.',
    permission: 'Permission',
    endpoint: 'Endpoint',
    use: 'What for',
    nothing: 'This solution calls nothing of Braze yet.',
  },
  ko: {
    what: '환경의 키로 아무도 갖지 않은 프로필을 Braze에 물어봅니다. 아무것도 바꾸지 않습니다.',
    check: '연결 확인',
    checking: 'Braze에 묻는 중 …',
    at: (host: string) => (host === '' ? '' : `주소: ${host}`),
    states: {
      connected: '연결되었습니다. Braze가 키를 압니다.',
      'limited-key':
        'Braze가 키를 알지만 프로필을 읽을 수 없습니다. 솔루션이 프로필을 조회할 때만 필요하며, 그때는 users.export.ids 권한을 주세요.',
      'wrong-key':
        '이 주소의 Braze가 키를 알지 못합니다. 키가 틀렸거나 다른 클러스터의 키입니다. solution.ts의 braze_url을 인스턴스의 REST 엔드포인트와 비교하세요.',
      'no-key': '키가 설정되지 않았습니다. 서버 운영자가 아래 변수를 설정하고 다시 시작해야 합니다.',
      'no-address': '솔루션에 Braze 주소가 없습니다. 환경의 매개변수에 braze_url을 설정하세요.',
      unreachable: '응답이 없습니다. 주소와 서버의 인터넷 연결을 확인하세요.',
      'not-braze': '응답이 왔지만 Braze가 아닙니다. braze_url을 인스턴스의 REST 엔드포인트와 비교하세요.',
      'not-published': '이 환경에서 실행 중인 것이 없습니다. 먼저 버전을 게시하세요.',
    } satisfies States as States,
    missing: '설정되지 않은 서버 변수:',
    permissions: '키에 필요한 권한',
    permissionsWhat: '이 솔루션의 노드와 코드에서 읽었습니다. 키에 이 권한만 주세요.',
    permission: '권한',
    endpoint: '엔드포인트',
    use: '용도',
    nothing: '이 솔루션은 아직 Braze를 호출하지 않습니다.',
  },
})

const tones: { readonly [state in BrazeCheck['state']]: Tone } = {
  connected: 'good',
  'limited-key': 'warn',
  'wrong-key': 'bad',
  'no-key': 'bad',
  'no-address': 'bad',
  unreachable: 'bad',
  'not-braze': 'bad',
  'not-published': 'plain',
}

/** Whether Braze can be reached, and what its key has to be allowed. */
export function Connection({ environment }: { readonly environment: EnvironmentName }) {
  const words = useWords()
  const { solution = '' } = useParams()
  const check = useMutation({
    mutationFn: () =>
      request<BrazeCheck>(`/solutions/${encodeURIComponent(solution)}/braze/check`, { body: { environment } }),
  })
  return (
    <div className={styles.tab}>
      <p className={styles.hint}>{words.what}</p>
      <div className={styles.row}>
        <Button kind="primary" onPress={() => check.mutate()} isDisabled={check.isPending}>
          <PlugZap size={16} aria-hidden /> {words.check}
        </Button>
      </div>
      {check.isPending ? <Working label={words.checking} /> : null}
      {check.error === null ? null : <ErrorNotice error={check.error} />}
      {check.data === undefined ? null : <State check={check.data} />}
      <Permissions />
    </div>
  )
}

function State({ check: { state, host, detail, missing_secrets } }: { readonly check: BrazeCheck }) {
  const words = useWords()
  return (
    <Notice tone={tones[state]}>
      <strong>{words.states[state]}</strong>
      <div>
        {words.at(host)} {state === 'connected' ? '' : detail}
      </div>
      {missing_secrets.length === 0 ? null : (
        <div>
          {words.missing}{' '}
          {missing_secrets.map((each) => (
            <code key={each}>{each} </code>
          ))}
        </div>
      )}
    </Notice>
  )
}

function Permissions() {
  const words = useWords()
  const store = useSource()
  const flows = useFlows()
  const { data } = useTemplates()
  const needed = useMemo(() => {
    const codes = store.paths.filter((path) => path.endsWith('.ts')).map((path) => store.text(path) ?? '')
    return neededEndpoints(flows, codes)
  }, [store, flows])
  const rows = (data?.templates ?? []).filter(({ id }) => needed.includes(id))
  return (
    <section aria-label={words.permissions} className={styles.detail}>
      <h2>{words.permissions}</h2>
      {rows.length === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <>
          <p className={styles.hint}>{words.permissionsWhat}</p>
          <div className={styles.scroll}>
            <table className={uiStyles.table}>
              <thead>
                <tr>
                  <th scope="col">{words.permission}</th>
                  <th scope="col">{words.endpoint}</th>
                  <th scope="col">{words.use}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ id, permission, method, path, what }) => (
                  <tr key={id}>
                    <th scope="row">
                      <code>{permission ?? '–'}</code>
                    </th>
                    <td>
                      <code>
                        {method} {path}
                      </code>
                    </td>
                    <td>{what}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  )
}
