import { unmodelled } from '../outcome.ts';
import { type FunctionTable, strict, textOf } from './function.ts';

export const TERMS: FunctionTable = {
  matches_term: strict(([text, term]) => matchesTerm(textOf(text!), textOf(term!))),
};

/** GreptimeDB's `matches_term` and `@@`: the term stands somewhere and no letter or digit touches the ends that are letters or digits. */
function matchesTerm(text: string, term: string): boolean {
  if (term === '') return text === '';
  let doubtful = false;
  for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + 1)) {
    const touches = [touch(text[at - 1], term[0]!), touch(text[at + term.length], term.at(-1)!)];
    if (!touches.includes('yes') && !touches.includes('doubtful')) return true;
    doubtful ||= !touches.includes('yes') || /[^\x20-\x7e]/.test(term);
  }
  return doubtful ? unmodelled('the ends of words') : false;
}

/** Whether a neighbour continues a word. Underscores and letters beyond ASCII are in doubt. */
function touch(neighbour: string | undefined, end: string): 'yes' | 'no' | 'doubtful' {
  if (
    neighbour === undefined ||
    /[\x20-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7e]/.test(neighbour) ||
    /[\x20-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7e]/.test(end)
  )
    return 'no';
  return /[A-Za-z0-9]/.test(neighbour) && /[A-Za-z0-9]/.test(end) ? 'yes' : 'doubtful';
}
