// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { perform, useAction } from './actions';

afterEach(cleanup);

function Doer({ act }: { readonly act: () => boolean | undefined }) {
  useAction('cancel', act);
  return null;
}

test('an action that nobody does is not done', () => {
  expect(perform('cancel')).toBe(false);
});

test('whoever came last does it, and where that has nothing to do, the one before', () => {
  const done: string[] = [];
  let busy = true;
  render(
    <>
      <Doer act={() => done.push('page') > 0} />
      <Doer act={() => busy && done.push('dialog') > 0} />
    </>,
  );

  expect(perform('cancel')).toBe(true);
  busy = false;
  expect(perform('cancel')).toBe(true);

  expect(done).toEqual(['dialog', 'page']);
});

test('a component that has gone does nothing any more, and one that was drawn again does the new', () => {
  const done: string[] = [];
  const act = (name: string) => () => done.push(name) > 0;
  const { rerender, unmount } = render(<Doer act={act('old')} />);

  rerender(<Doer act={act('new')} />);
  perform('cancel');
  unmount();

  expect(perform('cancel')).toBe(false);
  expect(done).toEqual(['new']);
});
