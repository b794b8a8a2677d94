export { VersionsPage as Component } from '../versions/versions-page.tsx'
