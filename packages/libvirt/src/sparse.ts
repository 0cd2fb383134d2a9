/** How much must be zero to be worth a hole: the block that file systems and qcow2 allocate in is no larger. */
const BLOCK = 65_536;
const zeros = Buffer.alloc(BLOCK);

/** A part of some bytes, in their order: so many zeros, or the bytes themselves. */
export type SparseRun = { readonly zeros: number } | { readonly data: Buffer };

/** Cuts bytes into runs of zeros and runs of data, by blocks of 64 KiB; the data are views. */
export function* sparseRuns(bytes: Buffer): Generator<SparseRun, void> {
  let from = 0;
  let empty = 0;
  for (let at = 0; at < bytes.length; at += BLOCK) {
    const block = bytes.subarray(at, at + BLOCK);
    if (!block.equals(zeros.subarray(0, block.length))) {
      if (empty > 0) yield { zeros: empty };
      if (empty > 0) from = at;
      empty = 0;
      continue;
    }
    if (empty === 0 && at > from) yield { data: bytes.subarray(from, at) };
    empty += block.length;
    from = at + block.length;
  }
  if (empty > 0) yield { zeros: empty };
  else if (bytes.length > from) yield { data: bytes.subarray(from) };
}
