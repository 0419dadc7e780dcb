// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { nearest, Slider } from './Slider';

afterEach(cleanup);

test.each([
  [0.234, 0, 2, 0.1, 0.2],
  [0.30000000000000004, 0, 2, 0.1, 0.3],
  [-1, 0, 2, 0.1, 0],
  [9, 0, 2, 0.1, 2],
  [7, 0, 10, 4, 8],
  [10, 0, 10, 4, 10],
])('of %d between %d and %d in steps of %d the nearest is %d', (value, min, max, step, found) => {
  expect(nearest(value, min, max, step)).toBe(found);
});

function Speed({ max = 100 }) {
  const [value, setValue] = useState(30);
  return <Slider label="Speed" min={0} max={max} step={1} value={value} onSlide={setValue} />;
}

const written = () => screen.getByRole<HTMLInputElement>('spinbutton').value;

test('a number is taken once it is whole, and kept within bounds', async () => {
  const user = userEvent.setup();
  render(<Speed />);
  const field = screen.getByRole('spinbutton');

  await user.clear(field);
  expect(screen.getByRole<HTMLInputElement>('slider').value).toBe('30');
  await user.type(field, '250{Enter}');

  expect(written()).toBe('100');
  expect(screen.getByRole<HTMLInputElement>('slider').value).toBe('100');
});

test('nothing is no number: the one before comes back', async () => {
  const user = userEvent.setup();
  render(<Speed />);

  await user.clear(screen.getByRole('spinbutton'));
  await user.tab();

  expect(written()).toBe('30');
});

test('a long range is slid over round values, and written exactly', async () => {
  const user = userEvent.setup();
  render(<Speed max={5_000} />);
  const slider = screen.getByRole<HTMLInputElement>('slider');
  const slide = (to: number) => fireEvent.change(slider, { target: { valueAsNumber: to } });
  const place = () => Number(slider.value) / Number(slider.max);
  expect(slider.getAttribute('aria-valuetext')).toBe('30');
  expect(place()).toBeGreaterThan(0.3);

  slide(Number(slider.value) + 1);
  expect(written()).toBe('40');
  slide(0);
  expect(written()).toBe('0');
  await user.clear(screen.getByRole('spinbutton'));
  await user.type(screen.getByRole('spinbutton'), '4321{Enter}');

  expect(written()).toBe('4321');
  expect(slider.getAttribute('aria-valuetext')).toBe('4321');
  expect(place()).toBeGreaterThan(0.9);
});
