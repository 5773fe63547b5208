import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// While developing, pages come from Vite and answers from a running server: `RAPPORT=http://127.0.0.1:8080 npm run dev`.
const server = process.env.RAPPORT ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '~': new URL('./src', import.meta.url).pathname } },
  server: {
    port: Number(process.env.PORT ?? 5173),
    strictPort: true,
    // The server checks where a change comes from: the proxy speaks in the page's place.
    proxy: { '/api': { target: server, changeOrigin: true, headers: { origin: server } } },
  },
  build: {
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What pages share comes in few files: a file for each icon would be dozens of requests before a page can be drawn.
          groups: [
            { name: 'icons', test: /@tabler/, minShareCount: 2, priority: 1 },
            { name: 'parts', test: /@mantine[\\/]core|src[\\/](ui|words|api)[\\/]/, minShareCount: 8 },
          ],
        },
      },
    },
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
})
