import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The pages of the desk: from src/web to dist/web, which the API serves. */
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    // Of the frame, which every page needs.
    chunkSizeWarningLimit: 700,
    // A page asks for a file each time for what it shares with others: forty of a few lines else, which cost more than they weigh.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'frame', tags: ['$initial'], priority: 1 },
            { name: 'shared', minShareCount: 5, maxModuleSize: 12_000 },
          ],
        },
      },
    },
  },
  // For work on the pages: `npx vite` beside a desk that listens on its usual port.
  server: { proxy: { '/api': 'http://127.0.0.1:4280' } },
});
