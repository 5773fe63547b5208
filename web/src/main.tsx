import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './ui/base.css'
import { MantineProvider } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from './api/client'
import { sessionQuery } from './api/session'
import { router } from './router'
import { Shortcuts } from './ui/shortcuts'
import { theme, variables } from './ui/theme'

// Who is signed in is asked while the code of the page is on its way; whoever opens an invitation is nobody yet.
if (!['/welcome', '/setup'].includes(location.pathname)) void queries.prefetchQuery(sessionQuery)

const place = document.getElementById('root')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <ModalsProvider>
            <Notifications position="bottom-right" />
            <Shortcuts>
              <RouterProvider router={router} />
            </Shortcuts>
          </ModalsProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}
