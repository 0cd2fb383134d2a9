import { config } from 'zod';

/**
 * Runs before anything of a page. zod compiles its parsers by `eval` where it may, and finds out by trying, which our
 * policy refuses and reports each time: it need not try.
 */
config({ jitless: true });
