/** Where the suite finds what it tests, told by environment variables. */
export const environment = {
  gateway: required('SPATE_URL'),
  relay: required('SPATE_RELAY_URL'),
  cut: required('SPATE_RELAY_CUT_URL'),
  chromium: required('SPATE_CHROMIUM'),
  screenshots: required('SPATE_SCREENSHOTS'),
};

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. The end-to-end suite needs it.`);
  return value.replace(/\/$/, '');
}

/** Cuts every connection that is now open through the relay. */
export async function cut(): Promise<void> {
  await fetch(environment.cut, { method: 'POST' });
}
