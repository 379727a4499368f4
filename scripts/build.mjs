/**
 * Builds server and desk into dist/, or into the folder after `--out`. `--check` builds in memory only and answers
 * whether all is well.
 *   dist/server/banyan.js        the server, its packages outside
 *   dist/server/*-thread.js      threads of it
 *   dist/desk/index.html         the desk's page, the same for every address under /desk/
 *   dist/desk/assets/*           everything it loads, named by content: to be served at /assets/, immutable
 *   dist/desk/manifest.json      { page, entry, styles, preload, words, fonts, shellGzip }
 * The shell (entry and what it imports at once) may weigh 60 kB gzip; a heavier one fails the build.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');
const out = resolve(root, process.argv.includes('--out') ? process.argv[process.argv.indexOf('--out') + 1] : 'dist');
const most = 60_000;
/** The last browsers of Windows 7 and of phones six years old. */
const browsers = ['chrome109', 'firefox115', 'safari15.4'];
const assets = 'desk/assets';

/** Files to write, by path within the folder. */
const files = new Map();
const started = performance.now();

const [words] = await Promise.all([buildWords(), buildServer()]);
const desk = await buildDesk();
const fonts = { zh: `/assets/${name(desk, 'src/desk/css/font-zh.css')}` };
const { entry, shell, styles } = shellOf(desk);
const icon = await copied('src/desk/favicon.svg');
const manifest = put(
  'app.webmanifest',
  JSON.stringify({
    name: 'Banyan',
    short_name: 'Banyan',
    start_url: '/desk/today',
    scope: '/desk/',
    display: 'standalone',
    background_color: '#faf8f3',
    theme_color: '#1f6b4f',
    icons: [{ src: icon, sizes: 'any', type: 'image/svg+xml' }],
  }),
);
const preload = shell.filter((file) => file !== entry).map((file) => `/assets/${file}`);
const shellGzip = shell.reduce((sum, file) => sum + gzipSync(files.get(join(assets, file))).length, 0);

files.set('desk/index.html', page());
files.set(
  'desk/manifest.json',
  `${JSON.stringify({ page: 'index.html', entry: `/assets/${entry}`, styles, preload, words, fonts, shellGzip }, null, 2)}\n`,
);

if (!check) {
  // Old phones on thin lines: the server hands these out when the browser takes them, and spends nothing on it.
  const brotli = promisify(brotliCompress);
  const texts = [...files].filter(([file]) => /assets\/.*\.(js|css|json|svg)$/.test(file));
  await Promise.all(
    texts.map(async ([file, content]) => {
      files.set(`${file}.gz`, gzipSync(content, { level: 9 }));
      files.set(`${file}.br`, await brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
    }),
  );
  await rm(join(out, 'desk'), { recursive: true, force: true });
  const folders = new Set([...files.keys()].map((file) => dirname(join(out, file))));
  await Promise.all([...folders].map((folder) => mkdir(folder, { recursive: true })));
  await Promise.all([...files].map(([file, content]) => writeFile(join(out, file), content)));
}
console.log(
  `shell ${(shellGzip / 1000).toFixed(1)} kB gzip of ${most / 1000}, built in ${((performance.now() - started) / 1000).toFixed(1)} s`,
);
if (shellGzip > most) {
  console.error(`The shell of the desk is too heavy: ${shell.join(', ')}`);
  process.exit(1);
}

async function buildServer() {
  if (!existsSync(join(root, 'src/server/banyan.ts'))) return;
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: {
      banyan: 'src/server/banyan.ts',
      'open-thread': 'src/platform/keys/open-thread.ts',
      'seal-thread': 'src/server/seal-thread.ts',
    },
    outdir: join(out, 'server'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // In few files what would be a thousand: finding and opening them is most of a start. What is native stays outside.
    splitting: true,
    external: ['@node-rs/argon2', '@myriaddreamin/typst-ts-node-compiler', 'pg-native'],
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.sql': 'text' },
    write: false,
    logLevel: 'warning',
  });
  for (const { path, text } of outputFiles) files.set(relative(out, path), path.endsWith('.js') ? narrow(text) : text);
}

/** One letter beyond Latin, and V8 holds the whole text in twice the memory. esbuild leaves them in patterns and comments. */
function narrow(text) {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Compiles the words of every language that has some; answers where they will be. */
async function buildWords() {
  const compiler = await build({
    absWorkingDir: root,
    entryPoints: ['src/words/compile.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    write: false,
  });
  const cache = join(root, 'node_modules/.cache/banyan');
  await mkdir(cache, { recursive: true });
  const module = join(cache, `words-compiler-${process.pid}.mjs`);
  await writeFile(module, compiler.outputFiles[0].contents);
  try {
    const { compileCatalogue } = await import(module);
    const folders = (await readdir(join(root, 'src/words'), { withFileTypes: true })).filter((one) =>
      one.isDirectory(),
    );
    const found = {};
    for (const { name: language } of folders) {
      const rooms = {};
      const folder = join(root, 'src/words', language);
      for (const file of (await readdir(folder)).filter((one) => one.endsWith('.json')).sort())
        rooms[file.slice(0, -5)] = JSON.parse(await readFile(join(folder, file), 'utf8'));
      found[language] = put(`words-${language}.json`, JSON.stringify(compileCatalogue(rooms)));
    }
    return found;
  } finally {
    await rm(module, { force: true });
  }
}

async function buildDesk() {
  const result = await build({
    absWorkingDir: root,
    entryPoints: ['src/desk/main.tsx', 'src/desk/desk.css', 'src/desk/css/font-zh.css'],
    outdir: join(out, assets),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    publicPath: '/assets/',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: browsers,
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.woff2': 'file', '.woff': 'empty' },
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
    logLevel: 'warning',
  });
  for (const file of result.outputFiles) files.set(relative(out, file.path), file.contents);
  return result.metafile.outputs;
}

/** The entry, everything it imports statically (what loads before the first picture), and the stylesheet. */
function shellOf(outputs) {
  const entryPath = Object.keys(outputs).find((path) => outputs[path].entryPoint === 'src/desk/main.tsx');
  const wanted = new Set();
  const follow = (path) => {
    if (wanted.has(path)) return;
    wanted.add(path);
    for (const { path: next, kind } of outputs[path].imports) if (kind === 'import-statement') follow(next);
  };
  follow(entryPath);
  const file = (path) => relative(join(out, assets), join(root, path));
  return {
    entry: file(entryPath),
    shell: [...wanted].map(file),
    styles: [`/assets/${name(outputs, 'src/desk/desk.css')}`],
  };
}

function name(outputs, entryPoint) {
  const found = Object.keys(outputs).find((path) => outputs[path].entryPoint === entryPoint);
  return relative(join(out, assets), join(root, found));
}

/** Puts a file among the assets under a name that says its content; answers its address. */
function put(file, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const named = file.replace(/(\.\w+)$/, `-${hash}$1`);
  files.set(join(assets, named), content);
  return `/assets/${named}`;
}

async function copied(path) {
  return put(path.split('/').at(-1), await readFile(join(root, path)));
}

/** No inline script or style: the content security policy forbids both. */
function page() {
  const attribute = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const links = [
    ...styles.map((href) => `<link rel="stylesheet" href="${href}">`),
    ...preload.map((href) => `<link rel="modulepreload" href="${href}">`),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex,nofollow">
<meta name="referrer" content="no-referrer">
<meta name="theme-color" content="#1f6b4f">
<meta name="banyan-assets" content="${attribute(JSON.stringify({ words, fonts }))}">
<title>Banyan</title>
${links.join('\n')}
<script type="module" src="/assets/${entry}"></script>
<link rel="icon" href="${icon}" type="image/svg+xml">
<link rel="manifest" href="${manifest}">
</head>
<body>
<div id="desk"></div>
<noscript>Banyan needs JavaScript. Banyan a besoin de JavaScript. Banyan cần JavaScript. Banyan memerlukan JavaScript.</noscript>
</body>
</html>
`;
}
