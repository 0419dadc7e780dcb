const WAITS_MILLIS = [300, 1_500];

/** Loads a part of the page, and tries again where the network fails for a moment. */
export async function again<Module>(
  load: () => Promise<Module>,
  wait: (millis: number) => Promise<void> = sleep,
): Promise<Module> {
  for (const millis of WAITS_MILLIS) {
    try {
      return await load();
    } catch {
      await wait(millis);
    }
  }
  return load();
}

function sleep(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
