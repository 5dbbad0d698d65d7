// Puts each larger file of the pages beside itself in Brotli and in gzip, which the API sends in its place to whoever takes them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Bytes below which a file fits into one packet or two as it is. */
const LEAST = 2_048;
/** The best one takes three times as long, for a fiftieth less. */
const QUALITY = 10;

const assets = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist', 'web', 'assets');
for (const name of readdirSync(assets)) {
  if (!/\.(js|css|svg)$/.test(name)) continue;
  const file = join(assets, name);
  const bytes = readFileSync(file);
  if (bytes.length < LEAST) continue;
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
}
