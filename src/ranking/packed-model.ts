import { type Coordinate, emptyModel, type RankingModel } from './model.ts';

/** Raise it with every change to features, hashes or the learner: an older model is then learnt anew. */
export const RANKING_VERSION = 1;
const HEADER_BYTES = 13;
const COORDINATE_BYTES = 10;

/**
 * Returns a model as bytes, lowest byte first: version (1), judgements of each kind (4, 4), number of places (4), and for each
 * place that was learnt, in rising order, its number (2), `z` (4) and `n` (4). Equal models give equal bytes.
 */
export function packModel(model: RankingModel): Uint8Array {
  const coordinates = [...model.coordinates].sort(([one], [other]) => one - other);
  const bytes = new Uint8Array(HEADER_BYTES + coordinates.length * COORDINATE_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, RANKING_VERSION);
  view.setUint32(1, model.relevant, true);
  view.setUint32(5, model.notRelevant, true);
  view.setUint32(9, coordinates.length, true);
  coordinates.forEach(([slot, { z, n }], index) => {
    const at = HEADER_BYTES + index * COORDINATE_BYTES;
    view.setUint16(at, slot, true);
    view.setFloat32(at + 2, z, true);
    view.setFloat32(at + 6, n, true);
  });
  return bytes;
}

/** The inverse of `packModel`; undefined where the bytes are of no model or of another version: learn it anew then. */
export function unpackModel(bytes: Uint8Array): RankingModel | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || view.getUint8(0) !== RANKING_VERSION) return undefined;
  const count = view.getUint32(9, true);
  if (bytes.length !== HEADER_BYTES + count * COORDINATE_BYTES) return undefined;
  const model = emptyModel();
  model.relevant = view.getUint32(1, true);
  model.notRelevant = view.getUint32(5, true);
  let previous = -1;
  for (let at = HEADER_BYTES; at < bytes.length; at += COORDINATE_BYTES) {
    const slot = view.getUint16(at, true);
    const coordinate = { z: view.getFloat32(at + 2, true), n: view.getFloat32(at + 6, true) };
    if (slot <= previous || !isSound(coordinate)) return undefined;
    model.coordinates.set(slot, coordinate);
    previous = slot;
  }
  return model;
}

function isSound({ z, n }: Coordinate): boolean {
  return Number.isFinite(z) && Number.isFinite(n) && n >= 0;
}
