/**
 * Who may import whom. Imports run one way: kernel ← core ← platform ← server; programmes are data over the kernel;
 * words and view use the kernel; the desk knows the server by types alone. Rooms meet at their doors.
 */
const tests = '\\.test\\.tsx?$|/testing/|/testing\\.ts$';

/** `from` may import of src/ only what `to` names. */
const only = (room, to, comment) => ({
  name: `${room}-imports-only`,
  comment,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: tests },
  to: { path: '^src/', pathNot: [`^src/${room}/`, ...to] },
});

module.exports = {
  forbidden: [
    only('kernel', [], 'The kernel is pure and knows no other room.'),
    only('core', ['^src/kernel/'], 'The core asks the platform through core/ports.ts and knows no programme.'),
    only('platform', ['^src/kernel/', '^src/core/'], 'The platform implements the ports of the core.'),
    only('programmes', ['^src/kernel/'], 'A programme is data in the vocabulary of the kernel.'),
    only('words', ['^src/kernel/'], 'Words know what can be said, not who says it.'),
    only('view', ['^src/kernel/', '^src/words/'], 'What is drawn knows no server, session or page.'),
    only(
      'desk',
      ['^src/kernel/', '^src/view/', '^src/words/', '^src/core/contracts\\.ts$', '^src/core/[^/]+/contract\\.ts$'],
      'The desk runs in browsers.',
    ),
    {
      name: 'desk-knows-the-server-by-types',
      comment: 'A contract that is imported for more than its types brings zod and the schemas into the browser.',
      severity: 'error',
      from: { path: '^src/desk/', pathNot: tests },
      to: { path: '^src/core/', dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'server-is-the-top',
      comment: 'The server composes the rooms; only tests start a whole house.',
      severity: 'error',
      from: { path: '^src/(?!server/)', pathNot: tests },
      to: { path: '^src/server/' },
    },
    {
      name: 'core-rooms-meet-at-their-doors',
      comment: 'A room of the core sees of another its index.ts and contract.ts (forms/csv and forms/xlsform have their own), and the files that all share.',
      severity: 'error',
      from: { path: '^src/core/([^/]+)/', pathNot: tests },
      to: { path: '^src/core/[^/]+/', pathNot: ['^src/core/$1/', '^src/core/[^/]+/(index|contract)\\.ts$', '^src/core/[^/]+/[^/]+/index\\.ts$'] },
    },
    {
      name: 'rooms-meet-at-their-doors',
      comment: 'From outside, a room is its index.ts. kernel/form (with schema.ts for the server), kernel/assessment and kernel/names are rooms of their own.',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: tests },
      to: {
        path: '^src/(kernel|platform|programmes|view|words)/',
        pathNot: ['^src/$1/', '/index\\.ts$', '^src/kernel/form/schema\\.ts$', '^src/(view|words)/(dates|text|keys|compile)\\.ts$', '\\.css$', '\\.json$'],
      },
    },
    {
      name: 'platform-rooms-meet-at-their-doors',
      comment: 'The rooms of the platform know each other by index.ts.',
      severity: 'error',
      from: { path: '^src/platform/([^/]+)/', pathNot: tests },
      to: { path: '^src/platform/[^/]+/', pathNot: ['^src/platform/$1/', '/index\\.ts$'] },
    },
    {
      name: 'kernel-and-browser-need-no-node',
      comment: 'kernel, view and words run in browsers too; words/compile.ts belongs to the build.',
      severity: 'error',
      from: { path: '^src/(kernel|view|words|desk)/', pathNot: [tests, '^src/words/compile\\.ts$', '^src/desk/assets\\.ts$'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'not-from-tests',
      comment: 'What ships does not import what only tests use.',
      severity: 'error',
      from: { path: '^src/', pathNot: [tests, '^src/server/testing'] },
      to: { path: ['\\.test\\.tsx?$', '^test/'] },
    },
    {
      name: 'no-circle-at-run-time',
      comment: 'Two files that need each other are one file, or a third.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'type-import'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    // Types count: the desk may know the server by them, and by nothing else.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['import', 'types', 'node', 'default'], exportsFields: ['exports'] },
  },
};
