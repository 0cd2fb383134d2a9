import type { CloudInitState } from '@limen/contract/cloud-init';
import { z } from 'zod';

/** What the script of a seed (cloud-init/report-script.ts) says, one line each. */
const report = z.discriminatedUnion('cloudInit', [
  z.object({ cloudInit: z.literal('running'), instanceId: z.string().max(64) }),
  z.object({
    cloudInit: z.literal('ended'),
    instanceId: z.string().max(64),
    // cloud-init's own result.json
    result: z.object({ v1: z.object({ errors: z.array(z.string().max(10_000)).max(1000) }) }),
  }),
]);

export type FirstBoot = { instanceId: string; state: CloudInitState; detail: string | null };

const longestDetail = 300;
/** Controls, lone surrogates, and what rearranges the text around it. */
const unshown = /[\p{Cc}\p{Cs}\u{202a}-\u{202e}\u{2066}-\u{2069}]+/gu;
/** Errors are Python's tuples of a module and what it threw: `('scripts-user', RuntimeError('…'))`. */
const moduleIn = /^\(\s*['"]([\w-]{1,60})['"]\s*,\s*(.*)\)$/s;

const inWords = (error: string): string => {
  const found = moduleIn.exec(error);
  return (found ? `${found[1]}: ${found[2]}` : error).replaceAll(unshown, ' ').trim();
};

/**
 * One line from a guest, which says whatever it likes: undefined where it is not what our script says.
 *
 * @returns of a failure the module that failed and what it said, as text of bounded length, to be shown and nothing else
 */
export const readReport = (line: string): FirstBoot | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const read = report.safeParse(value);
  if (!read.success) return undefined;
  const said = read.data;
  if (said.cloudInit === 'running') return { instanceId: said.instanceId, state: 'running', detail: null };
  const [first] = said.result.v1.errors;
  if (first === undefined) return { instanceId: said.instanceId, state: 'finished', detail: null };
  const detail = Array.from(inWords(first)).slice(0, longestDetail).join('');
  return { instanceId: said.instanceId, state: 'failed', detail };
};
