import { concat } from '@langchain/core/utils/stream';
import { ChatOpenAI } from '@langchain/openai';
import { holdsFor } from './contract.js';
import { gateway } from './gateway.js';

const tools = ['f', 'g'].map((name) => ({ type: 'function', function: { name } }));

holdsFor({ name: 'LangChain.js', stream, whole, failure });

async function stream(model, { content, onText, signal }) {
  let all;
  for await (const chunk of await chat(model).stream(content, { signal })) {
    if (chunk.content) onText?.(chunk.content);
    all = all ? concat(all, chunk) : chunk;
  }
  return said(all);
}

async function whole(model, { content }) {
  return said(await chat(model).invoke(content));
}

function chat(model) {
  const configuration = { baseURL: `${gateway}/v1` };
  return new ChatOpenAI({ model, apiKey: 'any', maxRetries: 0, configuration }).bindTools(tools);
}

function said({ content, tool_calls, response_metadata, usage_metadata }) {
  return {
    text: content,
    calls: tool_calls.map(({ id, name, args }) => ({ id, name, arguments: JSON.stringify(args) })),
    finish: response_metadata.finish_reason,
    usage: { input: usage_metadata.input_tokens, output: usage_metadata.output_tokens },
  };
}

function failure({ status, code }) {
  return { status, code };
}
