import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

/** A page of the suite's own, built as the client is, and served on a port of its own. */
export interface Bundled {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Builds and serves the page in this folder of the suite. */
export function bundled(folder: string): Promise<Bundled> {
  return served(fileURLToPath(new URL(folder, import.meta.url)), folder);
}

/** Builds and serves the client as it is for whoever develops it: with the page of all its states. */
export function states(): Promise<Bundled> {
  return served(fileURLToPath(new URL('..', import.meta.url)), 'states');
}

async function served(root: string, name: string): Promise<Bundled> {
  const outDir = await mkdtemp(join(tmpdir(), `spate-${name}-`));
  const shared = { root, configFile: false, logLevel: 'warn' } as const;
  await build({ ...shared, build: { outDir, emptyOutDir: true, assetsInlineLimit: 0 } });
  const site = await preview({
    ...shared,
    build: { outDir },
    preview: { port: 0, host: 'localhost', allowedHosts: true },
  });
  return {
    url: site.resolvedUrls?.local[0] ?? '',
    close: async () => {
      await site.close();
      await rm(outDir, { recursive: true });
    },
  };
}
