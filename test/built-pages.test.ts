import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { whyNotBuilt } from './support/fault-writer.ts';
import { ROOT } from './support/source-file.ts';

describe.skipIf(whyNotBuilt)(`the frame of the pages${whyNotBuilt}`, () => {
  it('is built in both encodings, as it is', () => {
    const assets = join(ROOT, 'dist/web/assets');
    const frame = readdirSync(assets).filter((name) => /^index-.*\.(?:js|css)$/.test(name));
    expect(frame).toHaveLength(2);
    for (const name of frame) {
      const [plain, brotli, gzip] = ['', '.br', '.gz'].map((ending) => readFileSync(join(assets, name + ending)));
      expect(brotliDecompressSync(brotli!).equals(plain!)).toBe(true);
      expect(gunzipSync(gzip!).equals(plain!)).toBe(true);
    }
  });
});
