import { expect, test } from 'vitest';
import { nothingYet } from '../stream/answer';
import { segments } from './segments';

const seam = (position: number, length: number) => ({ position, length, awayMillis: 500 });

test('an answer without a seam is one run', () => {
  expect(segments({ ...nothingYet, text: 'Why SSE?' })).toEqual([{ from: 0, text: 'Why SSE?' }]);
});

test('an answer is cut at its seams, a space left before them', () => {
  const seams = [seam(2, 3), seam(4, 7)];

  expect(segments({ ...nothingYet, text: 'Why SSE?', seams })).toEqual([
    { from: 0, text: 'Why ' },
    { from: 2, text: 'SSE', seam: seams[0] },
    { from: 4, text: '?', seam: seams[1] },
  ]);
});

test('a seam at the very end has nothing after it yet', () => {
  expect(segments({ ...nothingYet, text: 'Why', seams: [seam(2, 3)] })[1]).toMatchObject({
    text: '',
  });
});
