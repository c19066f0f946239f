// npm runs this where the package is installed straight from git, as pre-commit does, and after an install in a checkout: the bundles are
// not in git, so they are made. A plain file, because nothing is compiled yet.
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

// Asked to install globally, npm would also put what the build needs there.
const env = { ...process.env, npm_config_global: 'false' };
const run = command => execSync(command, { stdio: 'inherit', env });

if (!existsSync('dist/cli.cjs')) {
  if (!existsSync('node_modules/typescript')) run('npm ci --include=dev --ignore-scripts --no-audit --no-fund');
  run('npm run build');
}
