import { defineConfig } from 'vitest/config';

/**
 * The tiers, by file name (see CONTRIBUTING.md):
 *   *.test.ts       pure   no process, socket or database beside the test's own
 *   *.wire.test.ts  wire   a real libvirtd (test:///default) through the chaos proxy
 *   *.db.test.ts    server a real PostgreSQL
 *   *.real.test.ts  real   a private libvirtd with real QEMU
 *   *.e2e.test.ts   e2e    the built product in a real Chromium, with real guests
 * wire, real and e2e run inside `tools/private-host`, which gives them a libvirtd of their own.
 */
const tier = (name: string, suffix: string, more: object = {}) => ({
  test: {
    name,
    include: [`{packages,apps,tools,e2e}/**/*${suffix}`],
    exclude: ['**/node_modules/**', ...(suffix === '.test.ts' ? ['**/*.{wire,db,real,e2e}.test.ts'] : [])],
    ...more,
  },
});

/** Files that have one libvirt between them: one after the other, each from the beginning. */
const oneHost = { fileParallelism: false, setupFiles: ['apps/server/testing/fresh-host.ts'] };

export default defineConfig({
  test: {
    projects: [
      // properties of thousands of texts take their time on a busy machine
      tier('pure', '.test.ts', { testTimeout: 60_000 }),
      tier('wire', '.wire.test.ts', { testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 2 }),
      tier('server', '.db.test.ts', { testTimeout: 60_000, hookTimeout: 120_000, maxWorkers: 2 }),
      tier('real', '.real.test.ts', { testTimeout: 240_000, hookTimeout: 240_000, ...oneHost }),
      tier('e2e', '.e2e.test.ts', { testTimeout: 400_000, hookTimeout: 240_000, ...oneHost }),
    ],
  },
});
