// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LazyPart } from '../ui/LazyPart';
import { Toaster } from '../ui/Toaster';
import { dismiss } from '../ui/toasts';
import { Boundary } from './Boundary';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  dismiss();
  vi.useRealTimers();
});

const nowhere = () => Promise.reject(new Error('no network'));
const afterAllAttempts = () => act(() => vi.advanceTimersByTimeAsync(2_000));

test('a part is drawn once it is loaded', async () => {
  render(<LazyPart load={async () => ({ text: 'here' })}>{({ text }) => <p>{text}</p>}</LazyPart>);
  expect(screen.queryByText('here')).toBeNull();

  await act(async () => {});

  expect(screen.queryByText('here')).not.toBeNull();
});

test('of a part that cannot be loaded it is said, and the page stays', async () => {
  let gaveUp = 0;
  render(
    <>
      <LazyPart load={nowhere} onGiveUp={() => gaveUp++}>
        {() => null}
      </LazyPart>
      <Toaster />
    </>,
  );

  await afterAllAttempts();

  expect(gaveUp).toBe(1);
  expect(screen.getByText(/could not be loaded/)).not.toBeNull();
});

test('a page that cannot be loaded says how to go on', async () => {
  // React tells of what a boundary catches.
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  render(
    <Boundary>
      <LazyPart load={nowhere}>{() => null}</LazyPart>
    </Boundary>,
  );

  await afterAllAttempts();

  expect(screen.getByRole('button', { name: 'Reload' })).not.toBeNull();
  told.mockRestore();
});
