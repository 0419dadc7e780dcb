/** What went wrong, said to whoever chats: what happened, and what to do. */
export const failures = {
  /** By the code of a stream's `failed` event. */
  codes: {
    generator_broken:
      "Something in the gateway broke while it answered. Try again; the gateway's log says what.",
    process_busy: 'The command behind this model has its hands full. Try again in a moment.',
    process_failed:
      'The command behind this model gave up. Try again; whoever runs the gateway can see why.',
    process_output_invalid:
      "The command behind this model wrote something the gateway can't read. Take another model until it is mended.",
    process_unavailable:
      "The command behind this model can't be started. Take another model, or ask whoever runs the gateway.",
    shutting_down: 'The gateway was stopped in the middle. Try again once it is back.',
    simulated_failure:
      'This failure was ordered: the simulator was told to fail. Turn its fault off in the parameters.',
    store_full: 'The gateway has no room for more answers just now. Try again a little later.',
    stream_full:
      'The answer grew longer than the gateway allows. Ask for a shorter one, or for a part of it.',
    first_piece_timeout: "The model didn't begin in time. Try again, or take another model.",
    between_pieces_timeout:
      'The model fell silent in the middle. Continue from here, or try again.',
    total_timeout:
      'The answer took longer than the gateway allows. Continue from here, or ask for less.',
    upstream_truncated: 'The answer broke off without an end.',
    upstream_error:
      'The server behind this model refused or failed. Try again, or take another model.',
    upstream_invalid:
      'The server behind this model sent something that is no answer. Take another model until its address is mended.',
    upstream_unavailable:
      'The server behind this model has failed again and again, and is left alone for a moment. Try again soon, or take another model.',
    upstream_unreachable:
      "The server behind this model can't be reached. Try again, or take another model.",
    unreadable:
      "The gateway sent something this page can't read. Reload the page: it may be older than the gateway.",
  },
  /** By the last part of a problem's type, `urn:spate:…`. */
  problems: {
    'bad-request': "The gateway didn't understand the request. Reload the page, and try again.",
    'bad-prompt':
      "The gateway can't take the question like this. Change what it names below, and try again.",
    'unknown-model': 'The gateway has no such model. Take another one.',
    'bad-parameter':
      "The gateway can't take a setting that went along. Change what it names below.",
    'bad-cursor':
      "The place to go on from isn't in this answer. Reload the page to read it from its start.",
    'foreign-host':
      "The gateway doesn't know itself by this address. Open it as localhost, or have the name added to server.hosts.",
    'foreign-origin':
      "The gateway doesn't trust this page's site. Have it added to server.origins.",
    'not-found':
      'The gateway has nothing at this address. Reload the page: it may be older than the gateway.',
    'no-such-stream': 'The gateway has no answer of this name. See whether the link is whole.',
    'method-not-allowed':
      "The gateway doesn't take such a request here. Reload the page: it may be older than the gateway.",
    'not-acceptable':
      "The gateway can't answer in a form this page reads. Reload the page: it may be older than the gateway.",
    'header-too-slow': 'The request took too long to reach the gateway. Try again.',
    'body-too-slow': 'The question took too long to reach the gateway. Try again.',
    'stream-forgotten': 'The gateway no longer has this answer. Try again to get a new one.',
    'body-too-large':
      'The conversation is longer than the gateway takes. Ask in a new one, or shorten the question.',
    'unsupported-type':
      "The gateway doesn't take this kind of request. Reload the page: it may be older than the gateway.",
    'key-reused':
      'The name of this request stood for another one before. Try again: it gets a fresh name.',
    broken: 'The gateway met a bug of its own. Try again; if it comes back, please report it.',
    'shutting-down': 'The gateway is being stopped. Try again once it is back.',
    'too-many-bodies':
      'The gateway is taking in too many questions at once. Try again in a moment.',
    'too-many-readers': 'Too many are reading from the gateway at once. Try again in a moment.',
    'models-unlisted':
      'The server that may have this model has not been reached yet. Try again a little later.',
    'store-full': 'The gateway has no room for more answers just now. Try again a little later.',
    'http-version':
      'Something between this page and the gateway speaks another HTTP than 1.1. Behind nginx, set proxy_http_version 1.1.',
  },
  /** A code that this page doesn't know: another gateway's, or one that a fault was given. */
  unknownCode: 'The answer failed. Try again.',
  /** There was no answer at all. */
  unreachable: "The gateway can't be reached.",
  unknownProblem: (status: number) =>
    `The gateway, or something before it, refused this (${status}). Try again in a moment.`,
};
