/** A UUID as text (`8-4-4-4-12`, any case) → its 16 bytes, as libvirt wants it. Throws TypeError on anything else. */
export function uuidBytes(uuid: string): Uint8Array {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(uuid))
    throw new TypeError(`not a UUID: ${uuid}`);
  return new Uint8Array(Buffer.from(uuid.replaceAll('-', ''), 'hex'));
}

/** 16 bytes → the UUID as lower-case text. */
export function uuidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  if (hex.length !== 32) throw new TypeError(`a UUID has 16 bytes, not ${bytes.length}`);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
