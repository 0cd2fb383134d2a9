import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

/** Next runs inside the server (apps/server/src/http/serve-web.ts): one process, one port. */
const config: NextConfig = {
  transpilePackages: ['@limen/client', '@limen/contract'],
  // types are checked by `tsc -p apps/web/tsconfig.json`, once, with everything else
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  experimental: {
    optimizePackageImports: ['lucide-react', 'radix-ui'],
    // a page that was left is shown again as it was; the live socket keeps its data true
    staleTimes: { dynamic: 300 },
  },
};

export default createNextIntlPlugin('./lib/request-config.ts')(config);
