/**
 * XDR (RFC 4506) as libvirt uses it: big-endian, every item padded to four bytes. No I/O here.
 *
 * Reading never trusts a length: a count is compared with the limit of the protocol file and with the bytes that are
 * left before anything is allocated. Writing never trusts a value: `undefined` for an integer would otherwise travel
 * as 0 (`DataView.setInt32(undefined)` does not complain).
 */

/** A value that does not fit its XDR type, or bytes that are not valid XDR. */
export class XdrError extends Error {
  override name = 'XdrError';
}

/** libvirt refuses longer strings (REMOTE_STRING_MAX); checked before sending. */
export const STRING_LIMIT = 4_194_304;

const padding = (length: number) => (4 - (length & 3)) & 3;

const shown = (value: unknown) =>
  typeof value === 'string' ? `a string` : `${typeof value} ${String(value)}`;

/** Appends XDR values to a buffer that grows by doubling. Every method takes the field's name for its error text. */
export class XdrWriter {
  #buffer: Buffer;
  #length = 0;

  constructor(initialBytes = 512) {
    this.#buffer = Buffer.allocUnsafe(initialBytes);
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** The bytes written so far, as a view: write nothing more while you use it. */
  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  /**
   * Makes room for `size` bytes and returns where they start. Callers must call this before they look at `#buffer`:
   * `this.#buffer.writeInt32BE(value, this.#room(4))` would evaluate the old buffer, then grow (a bug we had).
   */
  #room(size: number): number {
    const at = this.#length;
    const needed = at + size;
    if (needed > this.#buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
      this.#buffer.copy(grown, 0, 0, at);
      this.#buffer = grown;
    }
    this.#length = needed;
    return at;
  }

  #integer(value: number, low: number, high: number, field: string): number {
    if (!Number.isInteger(value) || value < low || value > high) {
      throw new XdrError(`${field}: expected an integer from ${low} to ${high}, got ${shown(value)}`);
    }
    return value;
  }

  int32(value: number, field: string): void {
    const checked = this.#integer(value, -0x8000_0000, 0x7fff_ffff, field);
    const at = this.#room(4);
    this.#buffer.writeInt32BE(checked, at);
  }

  uint32(value: number, field: string): void {
    const checked = this.#integer(value, 0, 0xffff_ffff, field);
    const at = this.#room(4);
    this.#buffer.writeUInt32BE(checked, at);
  }

  /** `unsigned short`: four bytes on the wire. */
  uint16(value: number, field: string): void {
    this.uint32(this.#integer(value, 0, 0xffff, field), field);
  }

  /** `unsigned char`: four bytes on the wire. */
  uint8(value: number, field: string): void {
    this.uint32(this.#integer(value, 0, 0xff, field), field);
  }

  bool(value: boolean, field: string): void {
    if (typeof value !== 'boolean') throw new XdrError(`${field}: expected a boolean, got ${shown(value)}`);
    this.uint32(value ? 1 : 0, field);
  }

  int64(value: bigint, field: string): void {
    if (typeof value !== 'bigint' || BigInt.asIntN(64, value) !== value) {
      throw new XdrError(`${field}: expected a bigint of 64 bits, got ${shown(value)}`);
    }
    const at = this.#room(8);
    this.#buffer.writeBigInt64BE(value, at);
  }

  uint64(value: bigint, field: string): void {
    if (typeof value !== 'bigint' || BigInt.asUintN(64, value) !== value) {
      throw new XdrError(`${field}: expected a bigint from 0 to 2^64-1, got ${shown(value)}`);
    }
    const at = this.#room(8);
    this.#buffer.writeBigUInt64BE(value, at);
  }

  double(value: number, field: string): void {
    if (typeof value !== 'number') throw new XdrError(`${field}: expected a number, got ${shown(value)}`);
    const at = this.#room(8);
    this.#buffer.writeDoubleBE(value, at);
  }

  /**
   * A string of at most `limit` UTF-8 bytes. NUL is refused: libvirtd reads C strings, so it would act on the part
   * before it; lone surrogates are refused because they would arrive as another text.
   */
  string(value: string, limit: number, field: string): void {
    if (typeof value !== 'string') throw new XdrError(`${field}: expected a string, got ${shown(value)}`);
    if (value.includes('\0')) throw new XdrError(`${field}: a string with a NUL character`);
    if (!value.isWellFormed()) throw new XdrError(`${field}: a string with a lone surrogate`);
    const size = Buffer.byteLength(value, 'utf8');
    if (size > limit) throw new XdrError(`${field}: ${size} bytes of text, at most ${limit} are allowed`);
    this.uint32(size, field);
    const at = this.#room(size + padding(size));
    this.#buffer.write(value, at, size, 'utf8');
    this.#buffer.fill(0, at + size, this.#length);
  }

  /** Bytes without a length, as they are (stream payloads). */
  raw(value: Uint8Array): void {
    const at = this.#room(value.length);
    this.#buffer.set(value, at);
  }

  /** `opaque x[size]` */
  fixedOpaque(value: Uint8Array, size: number, field: string): void {
    this.#checkBytes(value, field);
    if (value.length !== size) throw new XdrError(`${field}: expected ${size} bytes, got ${value.length}`);
    const at = this.#room(size + padding(size));
    this.#buffer.set(value, at);
    this.#buffer.fill(0, at + size, this.#length);
  }

  /** `opaque x<limit>` */
  opaque(value: Uint8Array, limit: number, field: string): void {
    this.#checkBytes(value, field);
    if (value.length > limit)
      throw new XdrError(`${field}: ${value.length} bytes, at most ${limit} are allowed`);
    this.uint32(value.length, field);
    this.fixedOpaque(value, value.length, field);
  }

  /** `char x<limit>`: unlike opaque, each char takes four bytes on the wire. */
  chars(value: Uint8Array, limit: number, field: string): void {
    this.#checkBytes(value, field);
    if (value.length > limit)
      throw new XdrError(`${field}: ${value.length} chars, at most ${limit} are allowed`);
    this.uint32(value.length, field);
    this.fixedChars(value, value.length, field);
  }

  /** `char x[size]`: each char takes four bytes, sign-extended. */
  fixedChars(value: Uint8Array, size: number, field: string): void {
    this.#checkBytes(value, field);
    if (value.length !== size) throw new XdrError(`${field}: expected ${size} chars, got ${value.length}`);
    for (const char of value) this.int32((char << 24) >> 24, field);
  }

  /** `T x<limit>`: the count, then each item as `write` does it. */
  array<T>(items: readonly T[], limit: number, field: string, write: (item: T) => void): void {
    if (!Array.isArray(items)) throw new XdrError(`${field}: expected an array, got ${shown(items)}`);
    if (items.length > limit)
      throw new XdrError(`${field}: ${items.length} items, at most ${limit} are allowed`);
    this.uint32(items.length, field);
    for (const item of items) write(item);
  }

  /** `T *x`: whether there is one, then the value. Only null means none: undefined is a forgotten field. */
  optional<T>(value: T | null, field: string, write: (value: T) => void): void {
    if (value === undefined) throw new XdrError(`${field}: missing (null means none)`);
    this.bool(value !== null, field);
    if (value !== null) write(value);
  }

  #checkBytes(value: Uint8Array, field: string): void {
    if (!(value instanceof Uint8Array)) throw new XdrError(`${field}: expected bytes, got ${shown(value)}`);
  }
}

/** Reads XDR values from one message. All it returns is copied out: nothing pins the socket's chunk. */
export class XdrReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Bytes not read yet. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** Throws unless everything was read: leftovers mean that we misread the message. */
  end(what: string): void {
    if (this.left !== 0) throw new XdrError(`${what}: ${this.left} bytes left over`);
  }

  #take(size: number, field: string): number {
    if (size > this.left) throw new XdrError(`${field}: needs ${size} bytes, ${this.left} are left`);
    const at = this.#at;
    this.#at += size;
    return at;
  }

  int32(field: string): number {
    return this.#bytes.readInt32BE(this.#take(4, field));
  }

  uint32(field: string): number {
    return this.#bytes.readUInt32BE(this.#take(4, field));
  }

  uint16(field: string): number {
    return this.#bounded(0xffff, field);
  }

  uint8(field: string): number {
    return this.#bounded(0xff, field);
  }

  bool(field: string): boolean {
    return this.#bounded(1, field) === 1;
  }

  #bounded(high: number, field: string): number {
    const value = this.uint32(field);
    if (value > high) throw new XdrError(`${field}: ${value} is above ${high}`);
    return value;
  }

  int64(field: string): bigint {
    return this.#bytes.readBigInt64BE(this.#take(8, field));
  }

  uint64(field: string): bigint {
    return this.#bytes.readBigUInt64BE(this.#take(8, field));
  }

  double(field: string): number {
    return this.#bytes.readDoubleBE(this.#take(8, field));
  }

  string(limit: number, field: string): string {
    const size = this.#count(limit, 1, field);
    const at = this.#take(size + padding(size), field);
    return this.#bytes.toString('utf8', at, at + size);
  }

  fixedOpaque(size: number, field: string): Uint8Array {
    const at = this.#take(size + padding(size), field);
    return new Uint8Array(this.#bytes.subarray(at, at + size));
  }

  opaque(limit: number, field: string): Uint8Array {
    return this.fixedOpaque(this.#count(limit, 1, field), field);
  }

  chars(limit: number, field: string): Uint8Array {
    return this.fixedChars(this.#count(limit, 4, field), field);
  }

  fixedChars(size: number, field: string): Uint8Array {
    const at = this.#take(size * 4, field);
    const chars = new Uint8Array(size);
    for (let index = 0; index < size; index += 1)
      chars[index] = this.#bytes.readInt32BE(at + index * 4) & 0xff;
    return chars;
  }

  /** `itemBytes` is the least an item takes on the wire; with it a count that cannot be true is refused at once. */
  array<T>(limit: number, itemBytes: number, field: string, read: () => T): T[] {
    const count = this.#count(limit, itemBytes, field);
    const items: T[] = [];
    for (let index = 0; index < count; index += 1) items.push(read());
    return items;
  }

  optional<T>(field: string, read: () => T): T | null {
    return this.bool(field) ? read() : null;
  }

  /** Everything that is left, as a view on the message: copy what outlives it. */
  rest(): Uint8Array {
    const view = this.#bytes.subarray(this.#at);
    this.#at = this.#bytes.length;
    return view;
  }

  #count(limit: number, itemBytes: number, field: string): number {
    const count = this.uint32(field);
    if (count > limit) throw new XdrError(`${field}: a length of ${count}, at most ${limit} is allowed`);
    if (count * itemBytes > this.left) {
      throw new XdrError(`${field}: a length of ${count} does not fit the ${this.left} bytes that are left`);
    }
    return count;
  }
}
