import { prepareTestServer } from '../src/platform/postgres/testing.ts';

/** One throw-away PostgreSQL for the whole run, started by the first test that asks for a database, gone with the last. */
export default prepareTestServer;
