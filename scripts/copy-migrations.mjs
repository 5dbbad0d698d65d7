// Puts the migrations, which are SQL and not compiled, beside the built code that runs them.
import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = join(root, 'dist', 'src', 'store', 'migrations');
// One that was renamed must not stay behind under its old name.
rmSync(built, { recursive: true, force: true });
cpSync(join(root, 'src', 'store', 'migrations'), built, { recursive: true });
