import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, jsonSchema, streamText, tool } from 'ai';
import { holdsFor } from './contract.js';
import { gateway } from './gateway.js';

const address = { baseURL: `${gateway}/v1`, apiKey: 'any' };
const openai = createOpenAI(address).chat;
const compatible = createOpenAICompatible({ ...address, name: 'spate', includeUsage: true });

const anything = tool({ inputSchema: jsonSchema({ type: 'object' }) });

holdsFor({
  name: "the AI SDK's OpenAI provider",
  stream: streaming(openai),
  whole: whole(openai),
  failure,
});
holdsFor({
  name: "the AI SDK's compatible provider",
  stream: streaming(compatible),
  whole: whole(compatible),
  failure,
});

test("the AI SDK's compatible provider reads reasoning", async () => {
  const { reasoningText, text } = streamText(question(compatible('reasoning'), 'Hi'));

  deepEqual([await reasoningText, await text], ['Hm.', 'Now.']);
});

function streaming(provider) {
  return async (model, { content, onText, signal }) => {
    const asked = { ...question(provider(model), content), abortSignal: signal, onError() {} };
    const said = { text: '', calls: [], finish: '', usage: {} };
    for await (const part of streamText(asked).fullStream) {
      if (part.type === 'error') throw part.error;
      if (part.type === 'text-delta') {
        said.text += part.text;
        onText?.(part.text);
      }
      if (part.type === 'tool-call') said.calls.push(called(part));
      if (part.type === 'finish') {
        said.finish = part.finishReason;
        said.usage = counted(part.totalUsage);
      }
    }
    return said;
  };
}

function whole(provider) {
  return async (model, { content }) => {
    const result = await generateText(question(provider(model), content));
    return {
      text: result.text,
      calls: result.toolCalls.map(called),
      finish: result.finishReason,
      usage: counted(result.usage),
    };
  };
}

function question(model, content) {
  return { model, prompt: content, tools: { f: anything, g: anything }, maxRetries: 0 };
}

function called({ toolCallId, toolName, input }) {
  return { id: toolCallId, name: toolName, arguments: JSON.stringify(input) };
}

function counted({ inputTokens, outputTokens }) {
  return { input: inputTokens, output: outputTokens };
}

/** Before the stream it has what was answered as `data`, inside it its own code. */
function failure({ statusCode, data, code }) {
  return { status: statusCode, code: data?.error?.code ?? code };
}
