import { importRules, type ImportRules, mirrorEntry, webAddress } from '@limen/contract/imports';

/** The form as it is typed: a mirror a line, a replacement a row. */
export type ImportRulesDraft = {
  usersMayFetch: boolean;
  mirrors: string;
  replace: readonly { from: string; to: string }[];
};

/** What is wrong with one address of a replacement. */
export type AddressFault = 'notAddress' | 'otherEnd';

export const draftOfRules = ({ usersMayFetch, mirrors, replace }: ImportRules): ImportRulesDraft => ({
  usersMayFetch,
  mirrors: mirrors.join('\n'),
  replace,
});

const linesOf = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The lines that are no host, address or network. */
export const badMirrors = (draft: ImportRulesDraft): string[] =>
  linesOf(draft.mirrors).filter((line) => !mirrorEntry.safeParse(line).success);

/**
 * What is wrong with a replacement, by field. A beginning that ends with `/` and one that does not would make one name of
 * two: `https://mirror.example/debian` and `images/…` become `…/debianimages/…`.
 */
export const faultsOfReplacement = (row: {
  from: string;
  to: string;
}): { from: AddressFault | null; to: AddressFault | null } => {
  const [from, to] = [webAddress.safeParse(row.from), webAddress.safeParse(row.to)];
  return {
    from: from.success ? null : 'notAddress',
    to: !to.success
      ? 'notAddress'
      : from.success && from.data.endsWith('/') !== to.data.endsWith('/')
        ? 'otherEnd'
        : null,
  };
};

/** What the form says, as the server takes it; null: something in it is wrong. */
export const rulesOfDraft = (draft: ImportRulesDraft): ImportRules | null => {
  const faulty = draft.replace.some((row) => {
    const { from, to } = faultsOfReplacement(row);
    return from !== null || to !== null;
  });
  if (faulty) return null;
  return importRules.safeParse({ ...draft, mirrors: linesOf(draft.mirrors) }).data ?? null;
};
