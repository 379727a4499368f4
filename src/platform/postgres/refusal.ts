/**
 * Something about PostgreSQL that the person at the console must mend. The message is a whole sentence with its remedy;
 * nobody needs the stack. Anything else that is thrown here is a fault of ours.
 */
export class PostgresRefusal extends Error {
  override readonly name = 'PostgresRefusal';
}
