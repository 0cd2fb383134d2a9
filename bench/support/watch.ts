import type { Operation } from '@limen/contract/operations';
import { type LivePage, openLivePage } from '../../apps/server/testing/live-page.ts';
import type { Product } from './product.ts';

/** Somebody’s page, which learns of a change as people do: asking again and again costs the server more than what is measured. */
export type Watch = {
  /** The operation at its end. @throws Error where it failed */
  end: (operation: Operation) => Promise<Operation>;
  /** Looks, and looks again whenever something was told. */
  until: <T>(look: () => Promise<T | undefined>) => Promise<T>;
  close: () => void;
};

export const watch = async ({ port, cookie }: Product): Promise<Watch> => {
  const at = { listen: () => Promise.resolve(port), cookieOf: () => cookie };
  const page: LivePage = await openLivePage(at, 'admin');
  await page.until((all) => all.length > 0);
  const end = async ({ id }: Operation): Promise<Operation> => {
    let last: Operation | undefined;
    await page.until((all) => {
      const told = all.findLast((each) => each.type === 'operation.changed' && each.operation.id === id);
      last = told?.type === 'operation.changed' ? told.operation : undefined;
      return last?.finishedAt != null;
    });
    if (last?.state !== 'succeeded') throw new Error(`${last?.kind}: ${last?.error?.message}`);
    return last;
  };
  return {
    end,
    until: async (look) => {
      for (;;) {
        const told = page.messages.length;
        const found = await look();
        if (found !== undefined) return found;
        await page.until((all) => all.length > told);
      }
    },
    close: () => page.socket.terminate(),
  };
};
