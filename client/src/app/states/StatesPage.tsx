import { useState } from 'react';
import { FIXED_NOW } from './chats.fixture';
import type { State } from './State';
import styles from './StatesPage.module.css';

const modules = import.meta.glob<{ readonly states: readonly State[] }>('./*States.tsx', {
  eager: true,
});

/** The states of all areas: whatever `./<area>States.tsx` exports as `states`. */
const states: readonly State[] = Object.values(modules).flatMap((module) => module.states);

/** A list of all states, or one of them, alone and as large as the window. */
export function States({ name }: { readonly name: string | undefined }) {
  const [draw] = useState(() => {
    // The data are of a fixed day, and so is today.
    Date.now = () => FIXED_NOW;
    return states.find((state) => state.name === name)?.draw;
  });
  if (draw) return draw();
  return (
    <main className={styles.index}>
      <h1>States</h1>
      <ul>
        {states.map((state) => (
          <li key={state.name}>
            <a href={`/states/${state.name}`}>{state.name}</a>
          </li>
        ))}
      </ul>
    </main>
  );
}
