/** The widget's tests (`tests/widget`), as `npm run test:widget` has them, in any browser. */
import {
  startTestRunner,
  type TestResult,
  type TestRunner,
  type TestRunnerConfig,
  type TestSuiteResult,
} from '@web/test-runner';
import { Launcher } from './launcher.ts';
import type { Outcome } from './outcome.ts';
import type { Browser } from './tab.ts';

const CONFIG = new URL('../../web-test-runner.config.mjs', import.meta.url);
/** With a browser on a busy machine. */
const PATIENCE_MS = 120_000;

export async function runWidgetTests(browser: Browser): Promise<readonly Outcome[]> {
  const usual: TestRunnerConfig = (await import(CONFIG.href)).default;
  const config: TestRunnerConfig = {
    ...usual,
    browsers: [new Launcher(browser)],
    testsStartTimeout: PATIENCE_MS,
    testsFinishTimeout: PATIENCE_MS,
    // The outcomes are told at the end, with those of all other suites.
    reporters: [],
  };
  const runner = await startTestRunner({ config, readCliArgs: false, readFileConfig: false, autoExitProcess: false });
  if (runner === undefined) throw new Error('the test runner does not start');
  await new Promise(resolve => runner.on('stopped', resolve));
  return outcomesOf(runner);
}

function outcomesOf(runner: TestRunner): readonly Outcome[] {
  return [...runner.sessions.all()].flatMap(({ testFile, errors, testResults }) => [
    ...errors.map(({ message }) => ({ name: testFile, trouble: message })),
    ...(testResults ? testsIn(testResults).map(toOutcome) : [{ name: testFile, trouble: 'it did not end' }]),
  ]);
}

const testsIn = ({ tests, suites }: TestSuiteResult): readonly TestResult[] => [...tests, ...suites.flatMap(testsIn)];

const toOutcome = ({ name, passed, error }: TestResult): Outcome =>
  passed ? { name } : { name, trouble: [error?.message, error?.stack].join('\n') };
