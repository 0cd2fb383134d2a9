import { openEngine } from '../../../testing/saga-harness.ts';
import { systemClock } from '../../lib/clock.ts';
import { demoOperation, demoUncancellable } from './demo-operation.ts';

/**
 * A server process that does nothing but operations, to be killed or stopped:
 * `node demo-worker.ts '{"connection":…, "failpoint":…, "pace":…}'`
 */
// a test of ours wrote it
const given = JSON.parse(process.argv[2] ?? '{}') as Pick<
  Parameters<typeof openEngine>[0],
  'connection' | 'failpoint' | 'pace'
>;
const engine = openEngine({ ...given, clock: systemClock });
await engine.operations.start([demoOperation, demoUncancellable], engine.deps);
