/** Some bytes of a file, read as numbers. Asking beyond its end throws RangeError: a mistake of ours, never the file's. */
export class ByteWindow {
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  u8(at: number): number {
    return this.#view.getUint8(at);
  }

  u16(at: number, order: 'le' | 'be'): number {
    return this.#view.getUint16(at, order === 'le');
  }

  u32(at: number, order: 'le' | 'be'): number {
    return this.#view.getUint32(at, order === 'le');
  }

  u64(at: number, order: 'le' | 'be'): bigint {
    return this.#view.getBigUint64(at, order === 'le');
  }

  slice(at: number, length: number): Uint8Array {
    return this.bytes.subarray(at, at + length);
  }

  /** One byte a letter, so that it can never be malformed. */
  latin1(at: number, length: number): string {
    return Buffer.from(this.slice(at, length)).toString('latin1');
  }

  /** Whether these bytes stand there; false also where the window ends before. */
  has(at: number, bytes: Uint8Array): boolean {
    const found = this.slice(at, bytes.length);
    return found.length === bytes.length && found.every((byte, i) => byte === bytes[i]);
  }
}
