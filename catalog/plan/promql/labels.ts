const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

export function isLabelName(text: string): boolean {
  return LABEL_NAME.test(text);
}

/** Whether a text is a regular expression. Rust's dialect lacks look-around and back references; what only one of both accepts is taken for one. */
export function isRegex(text: string): boolean {
  try {
    return new RegExp(text.replace(/\(\?P</g, '(?<').replace(/\(\?[a-z]+\)/g, ''), 'u') instanceof RegExp;
  } catch {
    return !isUnbalanced(text);
  }
}

/** An open or surplus bracket: wrong in every dialect. */
function isUnbalanced(text: string): boolean {
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') depth++;
    else if (character === ')' && --depth < 0) return true;
  }
  return depth !== 0 || inClass;
}
