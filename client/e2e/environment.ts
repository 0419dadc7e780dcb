/** Where the suite finds what it tests, told by environment variables. */
export const environment = {
  /** The gateway of all tests, which nothing ever ends. */
  get gateway() {
    return required('SPATE_URL');
  },
  /** The same through a relay. */
  get relay() {
    return required('SPATE_RELAY_URL');
  },
  /** Who does to relays and gateways what a test tells: `Stage.java`. */
  get stage() {
    return required('SPATE_STAGE_URL');
  },
  get chromium() {
    return required('SPATE_CHROMIUM');
  },
  get screenshots() {
    return required('SPATE_SCREENSHOTS');
  },
};

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. The end-to-end suite needs it.`);
  return value.replace(/\/$/, '');
}

/** The network between a browser and a gateway. */
export interface Relay {
  readonly url: string;
  /** Resets every connection that is open. */
  cut(): Promise<void>;
  /** Falls silent: connections stay and new ones are taken, but no byte passes, nor a side's end. */
  hold(): Promise<void>;
  /** Resets every connection that is open, and each that comes. */
  refuse(): Promise<void>;
  /** Passes all that comes from now on. What was held is reset, and never arrives. */
  pass(): Promise<void>;
}

/** A gateway of a test's own, behind a relay of its own. */
export interface Gateway {
  /** Its address without the relay: another one after each start. */
  readonly url: string;
  readonly relay: Relay;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** Ends it as its operator does: no stream without its end, after `server.drain`, here 0s. */
  stop(): Promise<void>;
  /** Starts it again, with none of its streams, behind the same relay. */
  start(): Promise<void>;
  /** Ends it and its relay for good. */
  end(): Promise<void>;
}

/** That of all tests: whoever makes it hold or refuse lets it pass again in the end. */
export const relay: Relay = relayAt('', () => environment.relay);

/** Cuts every connection that is now open through the relay of all tests. */
export const cut = (): Promise<void> => relay.cut();

/**
 * Starts a gateway with such settings, as `config/application.yaml` names them, each in one:
 * `{ 'store.retention': '1s' }`. It takes some two seconds; eight may run at once.
 */
export async function startGateway(settings: Settings = {}): Promise<Gateway> {
  let scene = await told('/scenes', { 'server.drain': '0s', ...settings });
  const act = async (verb: string) => {
    scene = await told(`${scene.scene}/${verb}`);
  };
  return {
    get url() {
      return scene.url;
    },
    relay: relayAt(scene.scene, () => scene.relay),
    kill: () => act('kill'),
    stop: () => act('stop'),
    start: () => act('start'),
    end: () => act('end'),
  };
}

type Settings = Readonly<Record<string, string | readonly string[]>>;

interface Scene {
  readonly scene: string;
  readonly url: string;
  readonly relay: string;
}

function relayAt(scene: string, url: () => string): Relay {
  const act = async (verb: string) => {
    await post(`${scene}/${verb}`);
  };
  return {
    get url() {
      return url();
    },
    cut: () => act('cut'),
    hold: () => act('hold'),
    refuse: () => act('refuse'),
    pass: () => act('pass'),
  };
}

async function told(path: string, settings: Settings = {}): Promise<Scene> {
  return JSON.parse(await post(path, JSON.stringify(settings)));
}

async function post(path: string, body = ''): Promise<string> {
  const reply = await fetch(environment.stage + path, { method: 'POST', body });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${path}: ${text}`);
  return text;
}
