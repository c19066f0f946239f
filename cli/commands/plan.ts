import { resolve } from 'node:path';
import { flowGraph, planOf, simulate, worldBefore, type CatalogChange, type Plan, type Step } from '../../analysis/index.ts';
import { changesSince, workspaceBefore } from '../changes.ts';
import { pathOfUri } from '../configuration.ts';
import { writeText } from '../disk.ts';
import { markdown, visible } from '../formats/escape.ts';
import { toMermaid } from '../graph/mermaid.ts';
import { linesOf, locate } from '../lines.ts';
import { loadProjects, type Project } from '../project.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { targetVersionOf } from '../target_version.ts';
import { Trouble } from '../trouble.ts';

export interface PlanFlags {
  readonly format: 'markdown' | 'json';
  readonly output?: string;
  readonly since?: string;
  readonly config?: string;
  readonly closed?: boolean;
  readonly targetVersion?: string;
}

/** A dry run of a folder. Exit code 1 where GreptimeDB refuses a statement. */
export async function planCommand(paths: readonly string[], flags: PlanFlags, terminal: Terminal): Promise<ExitCode> {
  const { cwd, out, err } = terminal;
  const { projects, skipped } = await loadProjects(paths, {
    cwd,
    config: flags.config,
    closed: flags.closed,
    targetVersion: targetVersionOf(flags.targetVersion),
  });
  if (projects.length > 1) throw new Trouble('a plan is made for one project: these paths are under several configurations');
  const project = projects[0];
  if (project === undefined) throw new Trouble('there is nothing to plan: the configuration leaves these files out');
  const snapshot = simulate(project.workspace);
  const before = flags.since === undefined ? worldBefore(snapshot) : simulate(workspaceBefore(project, changesSince(cwd, flags.since))).end;
  const plan = planOf(snapshot, before);
  const graph = flowGraph(snapshot);
  const text =
    flags.format === 'json'
      ? json(plan, project, cwd, graph)
      : document(plan, project, cwd, graph.nodes.length > 0 ? toMermaid(graph) : undefined);
  if (flags.output === undefined) out(text);
  else writeText(resolve(cwd, flags.output), text);
  for (const { path, reason } of skipped) err(`${path}: skipped, ${reason}\n`);
  return skipped.length > 0 ? 2 : plan.refused.length > 0 ? 1 : 0;
}

/** Where a step stands. */
function placeOf(
  { uri, placed }: Step,
  { workspace }: Project,
  cwd: string,
): { readonly path: string; readonly line: number; readonly column: number } {
  const text = workspace.files.find(file => file.uri === uri)?.text ?? '';
  return { path: pathOfUri(uri, cwd), ...locate(linesOf(text), placed.start) };
}

function json({ counts, refused, unknown, changes, recomputed }: Plan, project: Project, cwd: string, graph: object): string {
  const statements = refused.concat(unknown).map(step => {
    const { verdict } = step.outcome;
    const where = placeOf(step, project, cwd);
    if (verdict.kind === 'rejected') return { ...where, verdict: 'rejected', status: verdict.status, message: verdict.message };
    return { ...where, verdict: 'unknown', why: verdict.kind === 'unknown' ? verdict.why : '' };
  });
  return `${JSON.stringify({ version: 1, counts, statements, changes, recomputed, graph }, null, 2)}\n`;
}

const MARKS: Readonly<Record<CatalogChange['action'], string>> = { create: '+', change: '~', drop: '-' };

function document(
  { counts, refused, unknown, changes, recomputed }: Plan,
  project: Project,
  cwd: string,
  mermaid: string | undefined,
): string {
  const all = counts.accepted + counts.rejected + counts.unknown;
  const lines = [
    '## GreptimeDB plan',
    '',
    `${project.workspace.files.length} files, ${all} statements: ${counts.accepted} accepted, ${counts.rejected} rejected, ${counts.unknown} not known.`,
    '',
  ];
  if (refused.length > 0) {
    lines.push('### Refused', '');
    for (const step of refused) {
      const { path, line } = placeOf(step, project, cwd);
      const { verdict } = step.outcome;
      if (verdict.kind === 'rejected')
        lines.push(`- ${markdown(`${path}:${line}`)}: ${verdict.status.code}(${verdict.status.name}) ${markdown(verdict.message)}`);
    }
    lines.push('');
  }
  lines.push('### Catalog', '');
  if (changes.length === 0) lines.push('Nothing changes.', '');
  else
    lines.push(
      '```diff',
      ...changes.map(
        ({ action, kind, name, details }) =>
          `${MARKS[action]} ${kind} ${visible(name)}${details.length === 0 ? '' : `: ${visible(details.join('; '))}`}`,
      ),
      '```',
      '',
    );
  if (recomputed.length > 0) {
    lines.push('### What is computed', '', '| flow | sink | | |', '| --- | --- | --- | --- |');
    for (const { flow, sink, why, effect } of recomputed)
      lines.push(`| ${markdown(flow)} | ${markdown(sink)} | ${why} | ${markdown(effect)} |`);
    lines.push('');
  }
  if (mermaid !== undefined) lines.push('### Lineage', '', '```mermaid', mermaid.trimEnd(), '```', '');
  if (unknown.length > 0) {
    lines.push('<details><summary>Statements whose outcome is not known</summary>', '');
    for (const step of unknown) {
      const { path, line } = placeOf(step, project, cwd);
      const { verdict } = step.outcome;
      if (verdict.kind === 'unknown') lines.push(`- ${markdown(`${path}:${line}`)}: ${markdown(verdict.why)}`);
    }
    lines.push('', '</details>', '');
  }
  return lines.join('\n');
}
