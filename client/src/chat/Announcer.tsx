import { useMemo, useState } from 'react';
import type { Part, Reply } from '../history/Message';
import { useFormats } from '../i18n/useFormats';
import { useWords } from '../i18n/useWords';
import { nothingYet } from '../stream/answer';
import { Hidden } from '../ui/Hidden';
import { announcement, boundaryOf, silence } from './announcement';
import { useOf, useSource } from './useSource';

const none: Part = {
  key: '',
  body: {},
  answer: { ...nothingYet, end: { kind: 'finished', reason: 'stop' } },
};

/** Says the boundaries of the last answer to a screen reader, if it was live while it was shown. */
export function Announcer({ reply }: { readonly reply: Reply | undefined }) {
  const part = reply?.parts.at(-1) ?? none;
  const source = useSource(part);
  const words = useWords();
  const formats = useFormats();
  const ended = useOf(source, ({ end }) => end !== undefined);
  const boundary = useOf(source, boundaryOf);
  const [watched, setWatched] = useState<string>();
  if (!ended && watched !== part.key) setWatched(part.key);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is said anew at its boundaries only.
  const said = useMemo(
    () => (watched === part.key ? announcement(source.get(), words, formats) : silence),
    [watched, part.key, ended, boundary, words, formats],
  );

  // Both are there before they say anything, or it would not be heard.
  return (
    <>
      <div role="status">
        <Hidden>{said.status}</Hidden>
      </div>
      <div role="alert">
        <Hidden>{said.alert}</Hidden>
      </div>
    </>
  );
}
