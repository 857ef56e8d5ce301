/** Cuts a text at the ranges the core marked. The core counts in characters, so an emoji is one and not two. */

export interface Piece<M> {
  text: string;
  /** What marks it; null for the text between. */
  mark: M | null;
}

/** Cuts a text; `rangeOf` reads start and length of a mark. Marks that overlap or leave the text are cut to what is left. */
export function piecesOf<M>(text: string, marks: readonly M[], rangeOf: (mark: M) => readonly [number, number]): Piece<M>[] {
  const characters = [...text];
  const pieces: Piece<M>[] = [];
  let at = 0;
  const ordered = marks.map((mark) => ({ mark, range: rangeOf(mark) })).toSorted((a, b) => a.range[0] - b.range[0]);
  for (const { mark, range } of ordered) {
    const start = Math.max(at, range[0]);
    const end = Math.min(characters.length, range[0] + range[1]);
    if (end <= start) continue;
    if (at < start) pieces.push({ text: characters.slice(at, start).join(""), mark: null });
    pieces.push({ text: characters.slice(start, end).join(""), mark });
    at = end;
  }
  if (at < characters.length) pieces.push({ text: characters.slice(at).join(""), mark: null });
  return pieces;
}
