/** Returns the places of a hit as bytes, two for each, the lowest first: the same on every machine. */
export function packSlots(slots: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(slots.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [index, slot] of slots.entries()) view.setUint16(index * 2, slot, true);
  return bytes;
}

/** The inverse of `packSlots`. */
export function unpackSlots(bytes: Uint8Array): Uint16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: bytes.length >> 1 }, (_, index) => view.getUint16(index * 2, true));
}
