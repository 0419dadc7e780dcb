import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['e2e/performance/*.performance.ts'],
    environment: 'node',
    fileParallelism: false,
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 60_000,
  },
});
