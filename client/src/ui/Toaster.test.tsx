// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Toaster } from './Toaster';
import { dismiss, say } from './toasts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  dismiss();
  vi.useRealTimers();
});

const after = (millis: number) => act(() => vi.advanceTimersByTime(millis));

test('a toast goes by itself; one that offers something stays longer', () => {
  render(<Toaster />);

  act(() => say({ text: 'Exported' }));
  after(4_999);
  expect(screen.queryByText('Exported')).not.toBeNull();
  after(1);
  expect(screen.queryByText('Exported')).toBeNull();

  act(() => say({ text: 'Deleted', action: { label: 'Undo', run: () => {} } }));
  after(9_999);
  expect(screen.queryByText('Deleted')).not.toBeNull();
  after(1);
  expect(screen.queryByText('Deleted')).toBeNull();
});

test('a newer toast takes the place of the older', () => {
  render(<Toaster />);

  act(() => say({ text: 'one' }));
  after(4_000);
  act(() => say({ text: 'two' }));
  after(4_000);

  expect(screen.queryByText('one')).toBeNull();
  expect(screen.queryByText('two')).not.toBeNull();
});

test('a toast stays for as long as the pointer or the focus is on it', () => {
  render(<Toaster />);
  act(() => say({ text: 'Deleted', action: { label: 'Undo', run: () => {} } }));

  fireEvent.pointerEnter(screen.getByText('Deleted').parentElement ?? document.body);
  after(60_000);
  expect(screen.queryByText('Deleted')).not.toBeNull();

  fireEvent.pointerLeave(screen.getByText('Deleted').parentElement ?? document.body);
  after(10_000);
  expect(screen.queryByText('Deleted')).toBeNull();
});

test('what a toast offers is done once, and then the toast goes', () => {
  let undone = 0;
  render(<Toaster />);
  act(() => say({ text: 'Deleted', action: { label: 'Undo', run: () => undone++ } }));

  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));

  expect(undone).toBe(1);
  expect(screen.queryByText('Deleted')).toBeNull();
});

test('of several places the last has the toast, and once it is gone the one before', () => {
  const { rerender } = render(
    <>
      <Toaster key="page" />
      <div data-testid="dialog">
        <Toaster key="dialog" />
      </div>
    </>,
  );
  act(() => say({ text: 'Deleted' }));
  expect(screen.getByTestId('dialog').textContent).toContain('Deleted');

  rerender(<Toaster key="page" />);

  expect(screen.getAllByText('Deleted')).toHaveLength(1);
});
