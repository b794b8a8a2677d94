export { SolutionsPage as Component } from '../solutions/solutions-page.tsx'
