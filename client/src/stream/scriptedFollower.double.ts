import { type Answer, nothingYet } from './answer';
import { Follower } from './Follower';
import type { Happening } from './happening';
import { reduce } from './reduce';
import { type Answering, ScriptedTransport } from './scriptedTransport.double';
import { ScriptedWorld } from './scriptedWorld.double';

/** A follower of scripted replies, and what it has told so far. */
export function following(...replies: Answering[]) {
  const world = new ScriptedWorld();
  const transport = new ScriptedTransport(world, ...replies);
  const told: Happening[] = [];
  const follower = new Follower(transport, world, (happening) => told.push(happening));
  const answer = (from: Answer = nothingYet) => told.reduce(reduce, from);
  return { world, transport, told, follower, answer };
}

/** How long it said that it waits, at each cut. */
export function waits(told: readonly Happening[]): number[] {
  return told.flatMap((each) => (each.kind === 'cut' ? [(each.retryAt ?? 0) - each.at] : []));
}
