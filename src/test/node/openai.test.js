import OpenAI from 'openai';
import { holdsFor } from './contract.js';
import { gateway } from './gateway.js';

const openai = new OpenAI({ baseURL: `${gateway}/v1`, apiKey: 'any', maxRetries: 0 });
const tools = ['f', 'g'].map((name) => ({ type: 'function', function: { name } }));

holdsFor({ name: 'openai-node', stream: readChunks, whole, failure });
holdsFor({ name: "openai-node's helper", stream: listen, whole, failure });

async function readChunks(model, { content, onText, signal }) {
  const chunks = await openai.chat.completions.create(
    { ...question(model, content), stream: true, stream_options: { include_usage: true } },
    { signal },
  );
  const said = { text: '', calls: [], finish: '', usage: {} };
  for await (const { choices, usage } of chunks) {
    if (usage) said.usage = counted(usage);
    for (const { delta, finish_reason } of choices) {
      if (delta.content) onText?.(delta.content);
      said.text += delta.content ?? '';
      said.finish ||= finish_reason;
      for (const { index, id, function: called } of delta.tool_calls ?? []) {
        said.calls[index] ??= { id, name: called.name, arguments: '' };
        said.calls[index].arguments += called.arguments ?? '';
      }
    }
  }
  return said;
}

async function listen(model, { content, onText, signal }) {
  const asked = { ...question(model, content), stream_options: { include_usage: true } };
  const runner = openai.chat.completions.stream(asked, { signal });
  runner.on('content', (text) => text && onText?.(text));
  return said(await runner.finalChatCompletion());
}

async function whole(model, { content }) {
  return said(await openai.chat.completions.create(question(model, content)));
}

function question(model, content) {
  return { model, messages: [{ role: 'user', content }], tools };
}

function said({ choices: [{ message, finish_reason }], usage }) {
  return {
    text: message.content ?? '',
    calls: (message.tool_calls ?? []).map(({ id, function: { name, arguments: json } }) => ({
      id,
      name,
      arguments: json,
    })),
    finish: finish_reason,
    usage: counted(usage),
  };
}

function counted({ prompt_tokens, completion_tokens }) {
  return { input: prompt_tokens, output: completion_tokens };
}

function failure({ status, code }) {
  return { status, code };
}
