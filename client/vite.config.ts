import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const gateway = process.env.SPATE_URL ?? 'http://localhost:8000';

// The gateway refuses a POST from a foreign origin, and the development server is one.
const proxied = {
  target: gateway,
  changeOrigin: true,
  headers: { Origin: new URL(gateway).origin },
};

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/v1': proxied, '/events': proxied, '/observe': proxied } },
  // The page's policy allows fonts from the gateway only, so nothing is inlined as data.
  build: { outDir: '../target/classes/client', emptyOutDir: true, assetsInlineLimit: 0 },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
