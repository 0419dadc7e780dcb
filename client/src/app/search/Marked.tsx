import type { Excerpt } from '../../history/excerpt';

/** A piece of text with what was found in it. */
export function Marked({ excerpt: { text, ranges } }: { readonly excerpt: Excerpt }) {
  return (
    <>
      {ranges.map(({ start, end }, index) => (
        <span key={start}>
          {text.slice(ranges[index - 1]?.end ?? 0, start)}
          <mark>{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(ranges.at(-1)?.end ?? 0)}
    </>
  );
}
