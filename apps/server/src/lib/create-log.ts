import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { inertJson } from './inert-json.ts';

/**
 * The log: JSON lines on stderr, in which nothing that came from outside can begin a line or move the cursor. No cookie,
 * password, token or query string enters it: requests are logged by path, and an error loses what it carries of a
 * statement's values (Drizzle puts them into its message: password hashes and session tokens among them).
 */
export const createLog = (level: string, destination: DestinationStream = pino.destination(2)): Logger =>
  pino(
    {
      level,
      serializers: { err: serializeError },
      redact: {
        paths: ['*.cookie', '*.authorization', '*.password', '*.token', '*.headers', 'req', 'res'],
        remove: true,
      },
    },
    { write: (line: string) => destination.write(inertJson(line)) },
  );

/** Drizzle's `Failed query: … \nparams: …`, in messages and stacks alike. */
const values = /\nparams: [^\n]*(?:\n(?! +at )[^\n]*)*/g;
const withoutValues = (text: string): string => text.replaceAll(values, '\nparams: (not logged)');

const serializeError = (error: unknown): object => {
  if (!(error instanceof Error)) return { type: typeof error };
  const { type, message, stack } = stdSerializers.err(error);
  const of = (name: string): unknown => (name in error ? error[name as keyof Error] : undefined);
  return {
    type,
    message: withoutValues(message),
    stack: withoutValues(stack),
    code: of('code'),
    ...(error.cause instanceof Error ? { cause: serializeError(error.cause) } : {}),
  };
};
