/** Where the gateway is. */
export const gateway = address('SPATE_URL');

/** The same over a bad network: each connection is cut, after some more bytes of reply than the one before. */
export const cutting = address('SPATE_CUTTING_URL');

/** Where the journal is of the upstream behind the model `waiting`. */
export const journal = address('SPATE_JOURNAL_URL');

function address(variable) {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is missing: run 'mvn test -Dtest=NodeClientsTest'`);
  return value;
}
