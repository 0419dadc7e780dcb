import { cancel } from '../stream/cancel';
import { problemOf, unreachable } from '../stream/problem';
import type { Gateway } from './Gateway';
import { modelsOf } from './models';

/** The gateway that serves this page. */
export const httpGateway: Gateway = {
  cancel,

  async models() {
    const response = await fetch('/v1/models', { cache: 'no-store' }).catch(() => undefined);
    if (!response) return { problem: unreachable };
    if (!response.ok) return { problem: await problemOf(response) };
    return { models: modelsOf(await response.json().catch(() => undefined)) };
  },
};
