import { relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findConfig, placeOf, readConfig, type Config, type ConfigProblem, type Place, type Resolution } from '../config/index.ts';
import { pathOf } from './disk.ts';
import { linesOf, locate } from './lines.ts';
import { answer, parsedYaml, readSource, type YamlParser } from './sources.ts';
import { Trouble } from './trouble.ts';

/** Finds configurations, each folder's once; a broken one ends the run. */
export interface Configurations {
  of(folder: string): Config;
}

export function configurations(cwd: string, chosen: string | undefined, yaml?: YamlParser): Configurations {
  const byFolder = new Map<string, Config>();
  const fixed = chosen === undefined ? undefined : chosenConfig(chosen, cwd, yaml);
  return {
    of(folder) {
      let found = fixed ?? byFolder.get(folder);
      if (found === undefined) byFolder.set(folder, (found = sound(answer(findConfig(placeOfPath(folder)), yaml), cwd)));
      return found;
    },
  };
}

function chosenConfig(written: string, cwd: string, yaml: YamlParser | undefined): Config {
  const place = placeOfPath(resolve(cwd, written));
  const text = readSource(place);
  if (text === undefined) throw new Trouble(`cannot find the configuration ${written}: no such file`);
  return sound(answer(readConfig(place, { text, ...parsedYaml(place, text, yaml) }), yaml), cwd);
}

function sound({ config, problems }: Resolution, cwd: string): Config {
  if (problems.length > 0) throw new Trouble(problems.map(problem => sentence(problem, cwd)).join('\n'));
  return config;
}

/** `greptime-sql.json:3:5: unknown key "ruls"; did you mean "rules"?` */
export function sentence({ place, text, message, span }: ConfigProblem, cwd: string): string {
  const { line, column } = locate(linesOf(text), span.start);
  return `${showPlace(place, cwd)}:${line}:${column}: ${message}`;
}

export function placeOfPath(path: string): Place {
  return placeOf(pathToFileURL(path).href);
}

/** A path as people read it: relative where it lies in the working folder, with slashes. */
export function showPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return (short.startsWith('..') ? path : short).split(sep).join('/');
}

export function showPlace(place: Place, cwd: string): string {
  return showPath(pathOf(place) ?? place, cwd);
}

export function pathOfUri(uri: string, cwd: string): string {
  return uri.startsWith('file:') ? showPath(fileURLToPath(uri), cwd) : uri;
}
