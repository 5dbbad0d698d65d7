import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The pages of the desk: from src/web to dist/web, which the API serves. */
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: { outDir: '../../dist/web', emptyOutDir: true, assetsInlineLimit: 0, reportCompressedSize: true },
  // For work on the pages: `npx vite` beside a desk that listens on its usual port.
  server: { proxy: { '/api': 'http://127.0.0.1:4280' } },
});
