import { resolve } from 'node:path';
import { flowGraph, simulate, type FlowGraph } from '../../analysis/index.ts';
import { pathOfUri } from '../configuration.ts';
import { writeText } from '../disk.ts';
import { toDot } from '../graph/dot.ts';
import { toMermaid } from '../graph/mermaid.ts';
import { toSvg } from '../graph/svg.ts';
import { linesOf, locate } from '../lines.ts';
import { loadProjects, type Project } from '../project.ts';
import { targetVersionOf } from '../target_version.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface GraphFlags {
  readonly format: 'mermaid' | 'dot' | 'json' | 'svg';
  readonly output?: string;
  readonly config?: string;
  readonly closed?: boolean;
  readonly targetVersion?: string;
}

/** Draws what flows where. */
export async function graphCommand(paths: readonly string[], flags: GraphFlags, terminal: Terminal): Promise<ExitCode> {
  const { cwd, out, err } = terminal;
  const { projects, skipped } = await loadProjects(paths, {
    cwd,
    config: flags.config,
    closed: flags.closed,
    targetVersion: targetVersionOf(flags.targetVersion),
  });
  const graphs = projects.map(project => ({ project, graph: flowGraph(simulate(project.workspace)) }));
  const graph: FlowGraph = { nodes: graphs.flatMap(one => one.graph.nodes), edges: graphs.flatMap(one => one.graph.edges) };
  const text = flags.format === 'json' ? json(graphs, cwd) : { mermaid: toMermaid, dot: toDot, svg: toSvg }[flags.format](graph);
  if (flags.output === undefined) out(text);
  else writeText(resolve(cwd, flags.output), text);
  for (const { path, reason } of skipped) err(`${path}: skipped, ${reason}\n`);
  return skipped.length > 0 ? 2 : 0;
}

/** Definitions as paths and lines. */
function json(graphs: readonly { readonly project: Project; readonly graph: FlowGraph }[], cwd: string): string {
  const nodes = graphs.flatMap(({ project, graph }) =>
    graph.nodes.map(({ definition, ...node }) => {
      const file = definition && project.workspace.files.find(({ uri }) => uri === definition.uri);
      if (definition === undefined || file === undefined) return node;
      return { ...node, definition: { path: pathOfUri(file.uri, cwd), ...locate(linesOf(file.text), definition.start) } };
    }),
  );
  return `${JSON.stringify({ version: 1, nodes, edges: graphs.flatMap(({ graph }) => graph.edges) }, null, 2)}\n`;
}
