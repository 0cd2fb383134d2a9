import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Engine,
  type OperationsDatabase,
  openEngine,
  startOperationsDatabase,
} from '../../../testing/saga-harness.ts';
import { newId } from '../../lib/new-id.ts';
import type { OperationDefinition } from '../define-operation.ts';
import type { OperationRow } from '../operation.rows.ts';
import { type DemoInput, demoOperation, demoUncancellable, demoWorld } from './demo-operation.ts';

/** A database, engines on it that end with it, and demo operations on subjects of their own. */
export type DemoWorld = {
  database: OperationsDatabase;
  engine: (
    options?: Partial<Parameters<typeof openEngine>[0]>,
    definition?: OperationDefinition,
  ) => Promise<Engine>;
  input: (more?: Partial<DemoInput>) => DemoInput;
  begin: (
    engine: Engine,
    input: DemoInput,
    more?: { definition?: OperationDefinition; subjectId?: string; ownerId?: string },
  ) => Promise<OperationRow>;
  /** Lets the step go on that holds. */
  letGo: (input: DemoInput) => void;
  seen: (input: DemoInput) => ReturnType<typeof demoWorld>;
  close: () => Promise<void>;
};

export const openDemoWorld = async (): Promise<DemoWorld> => {
  const database = await startOperationsDatabase();
  const engines: Engine[] = [];
  return {
    database,
    engine: async (options = {}, definition = demoOperation) => {
      const engine = openEngine({ connection: database.postgres.connection, ...options });
      engines.push(engine);
      await engine.operations.start([definition, demoUncancellable], engine.deps);
      return engine;
    },
    input: (more = {}) => ({ folder: database.folder, name: newId(), ...more }),
    begin: (engine, input, more = {}) =>
      engine.deps.db.transaction((tx) =>
        engine.operations.begin(tx, {
          definition: more.definition ?? demoOperation,
          subject: { type: 'image', id: more.subjectId ?? newId(), name: 'demo' },
          ownerId: more.ownerId ?? null,
          hostId: null,
          actorId: null,
          input,
          requestId: null,
          reserved: null,
        }),
      ),
    letGo: (input) => writeFileSync(join(input.folder, `${input.name}.go`), ''),
    seen: demoWorld,
    close: async () => {
      for (const engine of engines) await engine.close();
      await database.close();
    },
  };
};
