/** A text that is JSON, but names a member of an object twice. Parsers disagree about which of the two counts. */
export class DuplicateMemberError extends Error {
  override readonly name = 'DuplicateMemberError';
}

/** The parts of valid JSON that show its structure: texts, with a colon behind if they are names, and the brackets of objects. */
const structure = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g;

/**
 * Parses JSON strictly. `JSON.parse` alone silently takes the last of two equal members, so that a check in front of Trunkline
 * may have seen another value.
 * @throws {SyntaxError} if the text is not JSON
 * @throws {DuplicateMemberError}
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const open: Set<unknown>[] = [];
  for (const [part, colon] of text.matchAll(structure)) {
    if (part === '{') open.push(new Set());
    else if (part === '}') open.pop();
    else if (colon !== undefined) {
      // Escapes are resolved, because "a" and "\u0061" are the same name.
      const name: unknown = JSON.parse(part.slice(0, -colon.length));
      const names = open.at(-1);
      if (names?.has(name)) throw new DuplicateMemberError();
      names?.add(name);
    }
  }
  return value;
}
