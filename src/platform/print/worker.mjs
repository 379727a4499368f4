/**
 * Sets sheets with Typst, off the event loop. Plain JavaScript: a worker is started from its file, built or not.
 * A sheet comes in as JSON and stays data (`sys.inputs`); the template is ours and the same for all.
 */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const { template, fonts, workspace } = workerData;
const source = readFileSync(template, 'utf8');
const compiler = NodeCompiler.create({
  // Typst reads no file outside its workspace, and this one is empty.
  workspace,
  fontArgs: [{ fontBlobs: fonts.map((font) => readFileSync(font)) }],
});

parentPort.on('message', ({ sheet, as }) => {
  try {
    const made = compiler.compile({ mainFileContent: source, inputs: { sheet } });
    if (!made.result)
      throw new Error(
        made
          .takeError()
          ?.shortDiagnostics.map(({ message }) => message)
          .join('; '),
      );
    parentPort.postMessage({ made: as === 'svg' ? compiler.plainSvg(made.result) : compiler.pdf(made.result) });
  } catch (error) {
    parentPort.postMessage({ failed: error instanceof Error ? error.message : String(error) });
  } finally {
    // Typst remembers what it set. What somebody told is not to lie in memory until the next sheet.
    compiler.evictCache(0);
  }
});
