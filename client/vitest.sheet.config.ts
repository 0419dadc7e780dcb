import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['e2e/sheet.ts'], environment: 'node', testTimeout: 3_600_000 },
});
