import { afterEach, describe, expect, test } from 'vitest';
import { MOST_QUEUED } from '../history/Conversation';
import { MemoryHistory } from '../history/MemoryHistory';
import type { Message, Reply } from '../history/Message';
import { textOf } from '../history/tree';
import { unreachable } from '../stream/problem';
import type { World } from '../stream/world';
import { ChatEngine } from './ChatEngine';
import { LiveGateway } from './LiveGateway.double';
import { type MemoryTab, MemoryTabs } from './MemoryTabs.double';
import { MOST_READERS } from './Readers';

const soon = { timeout: 5_000, interval: 1 };
const until = (check: () => unknown) => expect.poll(check, soon);

// Its attempts follow each other at once.
const world: World = {
  now: () => Date.now(),
  later(millis, action) {
    const timer = setTimeout(action, Math.min(millis, millis < 12_000 ? 1 : millis));
    return () => clearTimeout(timer);
  },
};

describe('the chat', () => {
  const opened: ChatEngine[] = [];

  afterEach(() => {
    for (const engine of opened.splice(0)) engine.close();
  });

  function engineIn(
    gateway: LiveGateway,
    history = new MemoryHistory(),
    tab: MemoryTab = new MemoryTabs().tab(),
  ): ChatEngine {
    const engine = new ChatEngine({
      history,
      tabs: tab,
      transport: gateway,
      gateway,
      world,
      speakers: () => ({ question: 'Question', reply: (model) => model }),
      ended: () => {},
    });
    tab.ceding = () => engine.cede();
    opened.push(engine);
    return engine;
  }

  async function chatIn(gateway: LiveGateway): Promise<ChatEngine> {
    const engine = engineIn(gateway);
    await engine.open();
    await engine.show();
    return engine;
  }

  const path = (engine: ChatEngine) => engine.store.getState().shown?.path ?? [];
  const last = (engine: ChatEngine) => path(engine).at(-1) as Reply;
  const part = (engine: ChatEngine) => last(engine).parts.at(-1) as Reply['parts'][number];
  const live = (engine: ChatEngine) => engine.live(part(engine).key).get();
  const end = (engine: ChatEngine) => part(engine).answer.end;
  const told = (gateway: LiveGateway) => Object(gateway.logs.at(-1)?.request.body).messages;
  const texts = (messages: readonly Message[]) =>
    messages.map((message) => (message.kind === 'question' ? message.text : textOf(message)));

  test('asks, shows the answer as it comes, and keeps it', async () => {
    const gateway = new LiveGateway();
    const engine = await chatIn(gateway);

    await engine.ask('Why SSE?');
    await until(() => gateway.logs.length).toBe(1);
    gateway.say('Be');
    await until(() => live(engine).text).toBe('Be');
    gateway.say('cause');
    gateway.finish();
    await until(() => end(engine)).toMatchObject({ kind: 'finished' });

    expect(texts(path(engine))).toEqual(['Why SSE?', 'Because']);
    await until(() => engine.store.getState().conversations).toMatchObject([
      { title: 'Why SSE?', state: 'idle' },
    ]);
  });

  test('says that the history could not be read', async () => {
    const history = new MemoryHistory();
    history.purge = () => Promise.reject(new TypeError('no such record'));
    const engine = engineIn(new LiveGateway(), history);

    await expect(engine.open()).rejects.toThrow('no such record');

    expect(engine.store.getState()).toMatchObject({ unread: true });
  });

  test('posts nothing before message and key are in the history', async () => {
    const gateway = new LiveGateway();
    await gateway.launch({ key: 'elsewhere', body: {} });
    const history = new HeldHistory();
    const engine = engineIn(gateway, history);
    await engine.show();

    const asking = engine.ask('Why?');
    await until(() => history.puts).toBe(1);
    // What else is to be read finds its reader meanwhile.
    engine.watch('s0');
    await until(() => gateway.open.size).toBe(1);
    expect(gateway.logs).toHaveLength(1);
    expect(await history.live()).toEqual([]);

    history.release();
    await asking;
    const [reply] = await history.live();
    await until(() => gateway.logs.length).toBe(2);
    expect(reply?.parts[0]).toMatchObject({
      ...gateway.logs[1]?.request,
      answer: { position: 0 },
    });
  });

  test('repeats the same POST when it was reloaded before its head', async () => {
    const gateway = new LiveGateway();
    gateway.reachable = false;
    const history = new MemoryHistory();
    const before = engineIn(gateway, history);
    await before.show();
    await before.ask('Why?');
    const { key, body } = part(before);
    before.cede();

    gateway.reachable = true;
    const after = engineIn(gateway, history);
    await after.open();

    await until(() => gateway.logs.map(({ request }) => request)).toEqual([{ key, body }]);
  });

  test('follows from where it was when it is opened again', async () => {
    const gateway = new LiveGateway();
    const history = new MemoryHistory();
    const before = engineIn(gateway, history);
    await before.show();
    await before.ask('Why?');
    await until(() => gateway.logs.length).toBe(1);
    gateway.say('Be');
    await until(() => live(before).text).toBe('Be');
    const { id } = before.store.getState().shown?.conversation ?? { id: '' };
    before.save();
    before.cede();
    gateway.say('cause');

    const after = engineIn(gateway, history);
    await after.open();
    await after.show(id);

    await until(() => live(after).text).toBe('Because');
    expect(live(after).reconnects).toBe(0);
    expect(gateway.logs).toHaveLength(1);
  });

  test('shows a choice at once, so that it can be written letter by letter', async () => {
    const gateway = new LiveGateway();
    const engine = await chatIn(gateway);
    const system = () => engine.store.getState().shown?.conversation.choice.system;
    const write = (system: string) => engine.choice({ system, parameters: {}, simulate: {} });
    await engine.ask('One?');

    const first = write('B');
    expect(system()).toBe('B');
    const second = write('Be');
    await first;
    expect(system()).toBe('Be');
    await second;
    expect(system()).toBe('Be');
  });

  test('tells the model all that was said, and answers that were cut short as far as they came', async () => {
    const gateway = new LiveGateway();
    const engine = await chatIn(gateway);
    await engine.choice({ system: 'Be brief.', parameters: {}, simulate: {} });
    await engine.ask('One?');
    await until(() => gateway.logs.length).toBe(1);
    gateway.say('Half');
    await until(() => live(engine).text).toBe('Half');
    await engine.cancel(last(engine).id);
    await until(() => end(engine)).toMatchObject({ reason: 'cancelled' });

    await engine.ask('Two?');
    await until(() => gateway.logs.length).toBe(2);

    expect(told(gateway)).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'One?' },
      { role: 'assistant', content: 'Half' },
      { role: 'user', content: 'Two?' },
    ]);
  });

  test('cancels as soon as there is something to cancel', async () => {
    const gateway = new LiveGateway();
    gateway.reachable = false;
    const engine = await chatIn(gateway);
    await engine.ask('Why?');
    await until(() => live(engine).connection.kind).toBe('cut');

    await engine.cancel(last(engine).id);
    expect(part(engine).cancelling).toBe(true);
    gateway.reachable = true;
    engine.wake();

    await until(() => gateway.cancelled).toEqual(['s0']);
    await until(() => end(engine)).toMatchObject({ reason: 'cancelled' });
  });

  test('waits no longer for a gateway that is away when Stop is pressed twice', async () => {
    const gateway = new LiveGateway();
    gateway.reachable = false;
    const engine = await chatIn(gateway);
    await engine.ask('Why?');
    await until(() => live(engine).connection.kind).toBe('cut');

    await engine.cancel(last(engine).id);
    await engine.cancel(last(engine).id);

    await until(() => end(engine)).toEqual({ kind: 'abandoned' });
  });

  test('asks what was queued once the answer has ended', async () => {
    const gateway = new LiveGateway();
    const engine = await chatIn(gateway);
    await engine.ask('One?');
    await until(() => gateway.logs.length).toBe(1);
    await engine.ask('Two?');
    await engine.ask('Three?');
    expect(engine.store.getState().shown?.conversation.queue).toEqual(['Two?', 'Three?']);

    gateway.say('1');
    gateway.finish();
    await until(() => gateway.logs.length).toBe(2);

    expect(told(gateway).map(({ content }: { content: string }) => content)).toEqual([
      'One?',
      '1',
      'Two?',
    ]);
    await until(() => engine.store.getState().shown?.conversation.queue).toEqual(['Three?']);
    expect(texts(path(engine))).toEqual(['One?', '1', 'Two?', '']);
  });

  test('queues no more than it may, and keeps what it did not queue', async () => {
    const gateway = new LiveGateway();
    const engine = await chatIn(gateway);
    await engine.ask('One?');
    for (let question = 0; question < MOST_QUEUED; question++) await engine.ask(`${question}?`);
    engine.draft('One more?');

    await engine.ask('One more?');

    const { queue, draft } = engine.store.getState().shown?.conversation ?? {};
    expect(queue).toHaveLength(MOST_QUEUED);
    expect(draft).toBe('One more?');
  });

  test('asks nothing more in a conversation that was deleted', async () => {
    const gateway = new LiveGateway();
    const engine = await chatIn(gateway);
    await engine.ask('One?');
    await until(() => gateway.logs.length).toBe(1);
    await engine.ask('Two?');
    const { id } = engine.store.getState().shown?.conversation ?? { id: '' };
    await engine.remove(id);

    gateway.finish();
    await until(() => end(engine)).toBeDefined();
    await engine.restore(id);

    await until(() => engine.store.getState().shown?.conversation).toMatchObject({
      queue: [],
      draft: 'Two?',
    });
    expect(gateway.logs).toHaveLength(1);
  });

  test('asks where it was asked, though another conversation is shown by then', async () => {
    const gateway = new LiveGateway();
    const engine = await chatIn(gateway);
    await engine.ask('One?');
    await until(() => gateway.logs.length).toBe(1);
    gateway.finish();
    await until(() => end(engine)).toBeDefined();

    const asked = engine.ask('Two?');
    await engine.show();
    await asked;

    await until(() => gateway.logs.length).toBe(2);
    expect(told(gateway)).toHaveLength(2);
    expect(path(engine)).toEqual([]);
  });

  test('keeps what is being written when the conversation is read again', async () => {
    const gateway = new LiveGateway();
    const history = new MemoryHistory();
    const tabs = new MemoryTabs();
    const one = engineIn(gateway, history, tabs.tab());
    const two = engineIn(gateway, history, tabs.tab());
    await one.show();
    await one.ask('One?');
    const { id } = one.store.getState().shown?.conversation ?? { id: '' };
    await two.show(id);
    two.draft('Half a quest');

    await one.rename(id, 'Renamed');

    await until(() => two.store.getState().shown?.conversation).toMatchObject({
      title: 'Renamed',
      draft: 'Half a quest',
    });
  });

  test('says why the models are not known until they are', async () => {
    const gateway = new LiveGateway();
    const engine = await chatIn(gateway);
    const problem = { status: 0, type: '', title: '', detail: '' };
    gateway.models = async () => ({ problem });
    await engine.loadModels();
    expect(engine.store.getState().modelsProblem).toBe(problem);

    gateway.models = async () => ({ models: [] });
    await engine.loadModels();

    expect(engine.store.getState().modelsProblem).toBeUndefined();
  });

  test('asks to cancel until the gateway has heard it', async () => {
    const gateway = new LiveGateway();
    const engine = await chatIn(gateway);
    await engine.ask('One?');
    await until(() => gateway.logs.length).toBe(1);
    await until(() => live(engine).stream).toBe('s0');
    const heard = gateway.cancel.bind(gateway);
    let vain = 3;
    gateway.cancel = (stream) => (vain-- > 0 ? Promise.resolve(unreachable) : heard(stream));

    await engine.cancel(last(engine).id);

    await until(() => end(engine)).toMatchObject({ reason: 'cancelled' });
    expect(gateway.cancelled).toEqual(['s0']);
  });

  test('lets an answer that has ended be, though its Stop was refused', async () => {
    const gateway = new LiveGateway();
    const engine = await chatIn(gateway);
    await engine.ask('One?');
    await until(() => live(engine).stream).toBe('s0');
    const problem = { status: 403, type: '', title: '', detail: 'No.' };
    gateway.cancel = async () => {
      gateway.finish();
      await until(() => end(engine)).toBeDefined();
      return problem;
    };

    await engine.cancel(last(engine).id);

    expect(engine.store.getState().cancelProblem).toBe(problem);
    expect(end(engine)).toMatchObject({ reason: 'stop' });
  });

  test('gives back what was queued when the answer is cancelled', async () => {
    const gateway = new LiveGateway();
    const engine = await chatIn(gateway);
    await engine.ask('One?');
    await until(() => gateway.logs.length).toBe(1);
    await engine.ask('Two?');
    engine.draft('Three');

    await engine.cancel(last(engine).id);

    await until(() => engine.store.getState().shown?.conversation).toMatchObject({
      queue: [],
      draft: 'Two?\n\nThree',
    });
    expect(gateway.logs).toHaveLength(1);
  });

  test('regenerates, edits, and comes back to what was there', async () => {
    const gateway = new LiveGateway();
    const engine = await chatIn(gateway);
    const answer = async (text: string) => {
      gateway.say(text);
      gateway.finish();
      await until(() => end(engine)).toBeDefined();
    };
    await engine.ask('One?');
    await until(() => gateway.logs.length).toBe(1);
    await answer('1');
    const [question, first] = path(engine);

    await engine.regenerate(first?.id ?? '', 'other');
    await until(() => gateway.logs.length).toBe(2);
    expect(Object(gateway.logs[1]?.request.body).model).toBe('other');
    await answer('uno');
    await engine.edit(question?.id ?? '', 'Two?');
    await until(() => gateway.logs.length).toBe(3);
    await answer('2');

    expect(texts(path(engine))).toEqual(['Two?', '2']);
    await engine.choose(question?.id ?? '');
    expect(texts(path(engine))).toEqual(['One?', 'uno']);
    await engine.choose(first?.id ?? '');
    expect(texts(path(engine))).toEqual(['One?', '1']);
    expect(engine.store.getState().shown?.messages.size).toBe(5);
  });

  test('continues what broke off, and joins it', async () => {
    const gateway = new LiveGateway();
    const engine = await chatIn(gateway);
    await engine.ask('Why?');
    await until(() => gateway.logs.length).toBe(1);
    gateway.say('Be');
    gateway.finish(gateway.logs[0], 'length');
    await until(() => end(engine)).toBeDefined();

    await engine.goOn(last(engine).id);
    await until(() => gateway.logs.length).toBe(2);
    expect(told(gateway)).toEqual([
      { role: 'user', content: 'Why?' },
      { role: 'assistant', content: 'Be' },
    ]);
    gateway.say('cause');
    gateway.finish();
    await until(() => end(engine)).toBeDefined();

    expect(textOf(last(engine))).toBe('Because');
    expect(last(engine).parts).toHaveLength(2);
  });

  test('streams in many conversations, over at most three connections', async () => {
    const gateway = new LiveGateway();
    gateway.lingerMillis = 2;
    const engine = await chatIn(gateway);
    for (const text of ['1?', '2?', '3?', '4?', '5?']) {
      await engine.show();
      await engine.ask(text);
      await until(() => gateway.logs.some(({ request }) => asks(request.body, text))).toBe(true);
    }
    expect(gateway.most).toBe(MOST_READERS);

    for (const log of gateway.logs) {
      gateway.say('!', log);
      gateway.finish(log);
    }

    const states = () =>
      engine.store
        .getState()
        .conversations?.map(({ state }) => state)
        .sort();
    await until(states).toEqual(['finished', 'finished', 'finished', 'finished', 'idle']);
    expect(gateway.most).toBe(MOST_READERS);
  });

  test('gives a place to the conversation that is shown', async () => {
    const gateway = new LiveGateway();
    gateway.lingerMillis = 2;
    const engine = await chatIn(gateway);
    for (const text of ['1?', '2?', '3?', '4?']) {
      await engine.show();
      await engine.ask(text);
      await until(() => gateway.logs.some(({ request }) => asks(request.body, text))).toBe(true);
    }
    const { conversations = [] } = engine.store.getState();

    await engine.show(conversations.find(({ title }) => title === '1?')?.id);
    gateway.say('Hello', gateway.logs[0]);

    await until(() => live(engine).text).toBe('Hello');
    expect(gateway.most).toBe(MOST_READERS);
  });

  test('follows a stream that found no place at first, and starts it only once', async () => {
    const gateway = new LiveGateway();
    const history = new MemoryHistory();
    const before = engineIn(gateway, history);
    for (const text of ['1?', '2?', '3?']) {
      await before.show();
      await before.ask(text);
    }
    const shown = before.store.getState().shown;
    await before.show();
    before.watch('s0');
    await before.ask('4?');
    await until(() => gateway.logs.length).toBe(4);
    await until(async () => (await history.live()).every(({ parts }) => parts[0]?.answer.stream));
    before.close();
    gateway.start = async () => Promise.reject(new Error('was started again'));
    gateway.launch = async () => Promise.reject(new Error('was started again'));

    const after = engineIn(gateway, history);
    await after.show(shown?.conversation.id);
    for (const log of gateway.logs) gateway.finish(log);

    await until(() => history.live()).toEqual([]);
  });

  describe('in many tabs', () => {
    test('serves the tab that leads first', async () => {
      const gateway = new LiveGateway();
      const history = new MemoryHistory();
      const tabs = new MemoryTabs();
      for (let tab = 0; tab < 3; tab++) {
        const engine = engineIn(gateway, history, tabs.tab());
        await engine.show();
        await engine.ask(`${tab}?`);
      }
      const tab = tabs.tab();
      const engine = engineIn(gateway, history, tab);
      await engine.show();
      tabs.lead(tab);
      await until(() => gateway.open.size).toBe(MOST_READERS);

      await engine.ask('Mine?');
      await until(() => gateway.logs.length).toBe(4);
      gateway.say('Yes');

      await until(() => live(engine).text).toBe('Yes');
    });
  });

  describe('in two tabs', () => {
    test('is read by one, and followed by the other', async () => {
      const gateway = new LiveGateway();
      const history = new MemoryHistory();
      const tabs = new MemoryTabs();
      const one = engineIn(gateway, history, tabs.tab());
      const two = engineIn(gateway, history, tabs.tab());
      await one.show();
      await one.ask('Why?');
      await until(() => gateway.logs.length).toBe(1);
      gateway.say('Be');
      await until(() => live(one).text).toBe('Be');

      await two.show(one.store.getState().shown?.conversation.id);
      await until(() => live(two).text).toBe('Be');
      gateway.say('cause');
      await until(() => live(two).text).toBe('Because');
      expect(gateway.most).toBe(1);
      gateway.finish();

      await until(() => end(two)).toMatchObject({ kind: 'finished' });
    });

    test('goes on when the one that reads gives up the lead', async () => {
      const gateway = new LiveGateway();
      const history = new MemoryHistory();
      const tabs = new MemoryTabs();
      const [first, second] = [tabs.tab(), tabs.tab()];
      const one = engineIn(gateway, history, first);
      const two = engineIn(gateway, history, second);
      await one.show();
      await one.ask('Why?');
      await until(() => gateway.logs.length).toBe(1);
      gateway.say('Be');
      await two.show(one.store.getState().shown?.conversation.id);
      await until(() => live(two).text).toBe('Be');

      tabs.lead(second);
      gateway.say('cause');

      await until(() => live(one).text).toBe('Because');
      await until(() => live(two).text).toBe('Because');
      expect(live(one).seams).toEqual([]);
      await until(() => gateway.open.size).toBe(1);
    });

    test('is read once, though one of them shows it by its link', async () => {
      const gateway = new LiveGateway();
      const history = new MemoryHistory();
      const tabs = new MemoryTabs();
      const [first, second] = [tabs.tab(), tabs.tab()];
      const one = engineIn(gateway, history, first);
      const two = engineIn(gateway, history, second);
      await one.show();
      await one.ask('Why?');
      await until(() => gateway.logs.length).toBe(1);
      gateway.say('Be');
      await until(() => live(one).text).toBe('Be');
      const linked = () => two.live('stream:s0').get();

      two.watch('s0');
      await until(() => linked().text).toBe('Be');
      gateway.say('cau');
      await until(() => linked().text).toBe('Becau');
      tabs.lead(second);
      gateway.say('se');
      await until(() => linked().text).toBe('Because');
      await until(() => live(one).text).toBe('Because');
      expect(gateway.open.size).toBe(1);
      expect(gateway.most).toBe(1);
      gateway.finish();

      await until(() => linked().end).toMatchObject({ kind: 'finished' });
      await until(() => end(one)).toMatchObject({ kind: 'finished' });
    });

    test('reads for the one that leads first, though others were there before', async () => {
      const gateway = new LiveGateway();
      const history = new MemoryHistory();
      const tabs = new MemoryTabs();
      const readers = Array.from({ length: MOST_READERS }, () => tabs.tab());
      for (const [at, tab] of readers.entries()) {
        const engine = engineIn(gateway, history, tab);
        await engine.show();
        await engine.ask(`${at}?`);
      }
      await until(() => gateway.open.size).toBe(MOST_READERS);

      const last = tabs.tab();
      const engine = engineIn(gateway, history, last);
      tabs.lead(last);
      await until(() => gateway.open.size).toBe(MOST_READERS);
      await engine.show();
      await engine.ask('Why?');
      await until(() => gateway.logs.length).toBe(MOST_READERS + 1);
      gateway.say('Because');

      await until(() => live(engine).text).toBe('Because');
      expect(gateway.most).toBe(MOST_READERS);
    });

    test('keeps what is being written in one, whatever the other changes', async () => {
      const gateway = new LiveGateway();
      const history = new MemoryHistory();
      const tabs = new MemoryTabs();
      const one = engineIn(gateway, history, tabs.tab());
      const two = engineIn(gateway, history, tabs.tab());
      await one.show();
      await one.ask('Why?');
      const { id = '' } = one.store.getState().shown?.conversation ?? {};
      await two.show(id);

      two.draft('And th');
      await one.rename(id, 'Reasons');
      await until(() => two.store.getState().shown?.conversation.title).toBe('Reasons');

      expect(two.store.getState().shown?.conversation.draft).toBe('And th');
    });

    test('is asked by one that does not lead', async () => {
      const gateway = new LiveGateway();
      const history = new MemoryHistory();
      const tabs = new MemoryTabs();
      engineIn(gateway, history, tabs.tab());
      const two = engineIn(gateway, history, tabs.tab());
      await two.show();

      await two.ask('Why?');
      await until(() => gateway.logs.length).toBe(1);
      gateway.say('Because');
      gateway.finish();

      await until(() => end(two)).toMatchObject({ kind: 'finished' });
      expect(textOf(last(two))).toBe('Because');
    });
  });

  describe('in tabs that can not agree who leads', () => {
    test('reads what is shown', async () => {
      const gateway = new LiveGateway();
      const history = new MemoryHistory();
      const tabs = new MemoryTabs(false);
      const one = engineIn(gateway, history, tabs.tab());
      const two = engineIn(gateway, history, tabs.tab());
      await one.show();
      await one.ask('Why?');
      await until(() => gateway.open.size).toBe(1);
      await two.show(one.store.getState().shown?.conversation.id);
      await until(() => gateway.open.size).toBe(2);

      await one.show();
      await until(() => gateway.open.size).toBe(1);

      expect(gateway.logs).toHaveLength(1);
    });

    test('asks, though something else is shown by then', async () => {
      const gateway = new LiveGateway();
      gateway.reachable = false;
      const one = engineIn(gateway, new MemoryHistory(), new MemoryTabs(false).tab());
      await one.show();
      await one.ask('Why?');
      await one.show();

      gateway.reachable = true;
      one.wake();

      await until(() => gateway.logs.length).toBe(1);
      await until(() => gateway.open.size).toBe(0);
    });
  });

  test('watches any stream, and saves it as a conversation', async () => {
    const gateway = new LiveGateway();
    const engine = await chatIn(gateway);
    const body = { messages: [{ role: 'user', content: 'Theirs?' }] };
    await gateway.launch({ key: 'theirs', body });
    const closing = engine.watch('s0');
    gateway.say('Yes');
    await until(() => engine.live('stream:s0').get().text).toBe('Yes');

    const id = await engine.saveAsConversation('s0', body, engine.live('stream:s0').get());
    closing.close();
    await engine.show(id);
    gateway.say(', theirs');
    gateway.finish();

    await until(() => texts(path(engine))).toEqual(['Theirs?', 'Yes, theirs']);
  });

  test('deletes, and has back', async () => {
    const gateway = new LiveGateway();
    const engine = await chatIn(gateway);
    await engine.ask('Why?');
    const { id } = engine.store.getState().shown?.conversation ?? { id: '' };

    await engine.remove(id);
    expect(engine.store.getState().conversations).toEqual([]);
    await engine.restore(id);

    expect(engine.store.getState().conversations).toMatchObject([{ id }]);
  });
});

function asks(body: object, text: string): boolean {
  return JSON.stringify(body).includes(JSON.stringify(text));
}

/** A history that writes nothing before it is released. */
class HeldHistory extends MemoryHistory {
  puts = 0;
  release = () => {};
  readonly #released = new Promise<void>((resolve) => {
    this.release = resolve;
  });

  override async put(...written: Parameters<MemoryHistory['put']>): Promise<void> {
    this.puts++;
    await this.#released;
    await super.put(...written);
  }
}
