import type { Plugin } from 'esbuild';

/** Packages that most runs need not: git is seldom asked, PromQL seldom read. */
const SELDOM = /^(node:)?child_process$|^@prometheus-io\/lezer-promql$/;

/** Has a bundle load packages that are seldom needed when the first of their exports is used. */
export function seldomNeeded(root: string): Plugin {
  return {
    name: 'on demand',
    setup(setup) {
      setup.onResolve({ filter: SELDOM }, ({ path, namespace }) => (namespace === 'seldom' ? undefined : { path, namespace: 'seldom' }));
      setup.onLoad({ filter: /./, namespace: 'seldom' }, async ({ path }) => ({
        contents: onDemand(`require(${JSON.stringify(path)})`, Object.keys((await import(path)) as object)),
        resolveDir: root,
      }));
    },
  };
}

/** A module as those see it who import it: its names are there, and the first that is used loads it. */
export function onDemand(loading: string, names: readonly string[]): string {
  const getters = names.filter(name => name !== 'default').map(name => `get ${name}() { return own().${name}; }`);
  return `let loaded; const own = () => (loaded ??= ${loading}); module.exports = { ${getters.join(', ')} };`;
}
