import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const gateway = process.env.SPATE_URL ?? 'http://localhost:8000';

// The gateway refuses a POST from a foreign origin, and the development server is one.
const proxied = {
  target: gateway,
  changeOrigin: true,
  headers: { Origin: new URL(gateway).origin },
};

const COMPRESSIBLE = /\.(html|js|css|svg|json|map|txt|webmanifest)$/;
const SMALLEST_BYTES = 1024;

/** Puts `x.js.br` and `x.js.gz` beside each `x.js`, for the gateway to send to those who accept it. */
function compressed(): Plugin {
  let folder = '';
  return {
    name: 'spate-compressed',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    closeBundle(error) {
      if (error) return;
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!COMPRESSIBLE.test(name)) continue;
        const file = resolve(folder, name);
        const bytes = readFileSync(file);
        if (bytes.length < SMALLEST_BYTES) continue;
        writeFileSync(`${file}.br`, brotliCompressSync(bytes));
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/** The page is painted after its script has run, which sets the theme: before that it would flash. */
const paintedAfterScript: Plugin = {
  name: 'spate-painted-after-script',
  transformIndexHtml: {
    order: 'post',
    handler: (html) =>
      html.replaceAll('<script type="module"', '<script type="module" blocking="render"'),
  },
};

// What every page needs comes as two files: libraries change seldom, and a few files compress better
// than many.
const FIRST_LOAD = [
  { name: 'libraries', tags: ['$initial' as const], test: /node_modules/, priority: 2 },
  { name: 'page', tags: ['$initial' as const], priority: 1 },
];

export default defineConfig({
  plugins: [react(), compressed(), paintedAfterScript],
  server: { proxy: { '/v1': proxied, '/events': proxied, '/observe': proxied } },
  // The page's policy allows fonts from the gateway only, so nothing is inlined as data.
  build: {
    outDir: '../target/classes/client',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: FIRST_LOAD } } },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/i18n/spokenEnglish.double.ts'],
    environment: 'node',
    testTimeout: 30_000,
  },
});
