import { defineConfig } from 'vitest/config';

/**
 * The tiers, by file name (see CONTRIBUTING.md):
 *   *.test.ts       pure   no process, socket or database beside the test's own
 *   *.wire.test.ts  wire   a real libvirtd (test:///default) through the chaos proxy
 *   *.db.test.ts    server a real PostgreSQL
 *   *.real.test.ts  real   a private libvirtd with real QEMU
 * wire and real run inside `tools/private-host`, which gives them a libvirtd of their own.
 */
const tier = (name: string, suffix: string, more: object = {}) => ({
  test: {
    name,
    include: [`{packages,apps,tools}/**/*${suffix}`],
    exclude: ['**/node_modules/**', ...(suffix === '.test.ts' ? ['**/*.{wire,db,real}.test.ts'] : [])],
    ...more,
  },
});

export default defineConfig({
  test: {
    projects: [
      tier('pure', '.test.ts'),
      tier('wire', '.wire.test.ts', { testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 2 }),
      tier('server', '.db.test.ts', { testTimeout: 60_000, hookTimeout: 120_000, maxWorkers: 2 }),
      tier('real', '.real.test.ts', { testTimeout: 240_000, hookTimeout: 240_000, fileParallelism: false }),
    ],
  },
});
