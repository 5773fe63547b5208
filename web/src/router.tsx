import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { api, queries } from './api/client'
import { sessionQuery } from './api/session'
import { Frame } from './frame/Frame'
import { Nowhere } from './frame/Nowhere'
import { Welcome } from './frame/Welcome'
import { read, type Search, write } from './search'

const root = createRootRoute({ notFoundComponent: Nowhere })
const framed = createRoute({ getParentRoute: () => root, id: 'framed', component: Frame })

/** A page inside the frame: its code is fetched when somebody goes there, and what it shows with it, where that is known by then. */
const page = <Path extends string>(
  path: Path,
  load: () => Promise<Record<string, unknown>>,
  name: string,
  ask?: (id: string) => Promise<unknown>,
) =>
  createRoute({
    getParentRoute: () => framed,
    path,
    validateSearch: (search): Search => search as Search,
    component: lazyRouteComponent(load as () => Promise<Record<string, never>>, name),
    // A link that is pointed at is no look at what it leads to, and a mark that is selected is no second one.
    loader: ({ params, cause, location }) => {
      // Whoever comes to score blind is not to be given what the machine found.
      const scoring = ['review', 'calibration'].some((one) => one in location.search)
      if (cause === 'enter' && !scoring) void ask?.((params as { id: string }).id)
    },
  })

/** A conversation, and the names of what was found in it, in the language of whoever is signed in; nothing for nobody. */
const askConversation = async (id: string) => {
  const session = await queries.ensureQueryData(sessionQuery).catch(() => null)
  if (!session) return
  const lang = session.user.language === 'zh' ? 'zh' : 'en'
  await Promise.all([
    queries.prefetchQuery(
      api.queryOptions('get', '/api/conversations/{id}', { params: { path: { id }, query: { lang } } }),
    ),
    queries.prefetchQuery(api.queryOptions('get', '/api/behaviours', {}, { staleTime: Number.POSITIVE_INFINITY })),
  ])
}

const routeTree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/welcome', component: Welcome }),
  createRoute({ getParentRoute: () => root, path: '/setup', component: Welcome }),
  framed.addChildren([
    page('/', () => import('./pages/overview/Overview'), 'Overview'),
    page('/conversations', () => import('./pages/conversations/Conversations'), 'Conversations'),
    page('/conversations/$id', () => import('./pages/conversation/Conversation'), 'Conversation', askConversation),
    page('/cases', () => import('./pages/conversations/Cases'), 'Cases'),
    page('/cases/$id', () => import('./pages/conversations/Case'), 'Case'),
    page('/import', () => import('./pages/import/Import'), 'Import'),
    page('/agents', () => import('./pages/agents/Agents'), 'Agents'),
    page('/agents/$id', () => import('./pages/agents/Agent'), 'Agent'),
    page('/scorecards', () => import('./pages/scorecards/Scorecards'), 'Scorecards'),
    page('/scorecards/$id', () => import('./pages/scorecards/Scorecard'), 'Scorecard'),
    page('/scorecards/$id/edit', () => import('./pages/scorecards/Builder'), 'Builder'),
    page('/behaviours', () => import('./pages/behaviours/Behaviours'), 'Behaviours'),
    page('/behaviours/$id', () => import('./pages/behaviours/Behaviour'), 'Behaviour'),
    page('/playground', () => import('./pages/behaviours/Playground'), 'Playground'),
    page('/reviews', () => import('./pages/reviews/Reviews'), 'Reviews'),
    page('/samples', () => import('./pages/reviews/Samples'), 'Samples'),
    page('/samples/$id', () => import('./pages/reviews/Sample'), 'Sample'),
    page('/disputes', () => import('./pages/disputes/Disputes'), 'Disputes'),
    page('/disputes/$id', () => import('./pages/disputes/Dispute'), 'Dispute'),
    page('/calibrations', () => import('./pages/calibrations/Calibrations'), 'Calibrations'),
    page('/calibrations/$id', () => import('./pages/calibrations/Calibration'), 'Calibration'),
    page('/analytics', () => import('./pages/analytics/Analytics'), 'Analytics'),
    page('/administration', () => import('./pages/administration/Administration'), 'Administration'),
    page('/administration/$part', () => import('./pages/administration/Administration'), 'Administration'),
    page('/programs/$id', () => import('./pages/administration/Program'), 'Program'),
    page('/profile', () => import('./pages/profile/Profile'), 'Profile'),
    page('/start', () => import('./pages/start/Start'), 'Start'),
  ]),
])

export const router = createRouter({
  routeTree,
  parseSearch: read,
  stringifySearch: write,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
