// Puts the migrations, which are SQL and not compiled, beside the built code that runs them.
import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const from = join(root, 'src', 'store', 'migrations');
cpSync(from, join(root, 'dist', 'src', 'store', 'migrations'), { recursive: true });
