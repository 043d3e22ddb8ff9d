import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { args, executablePath } from './tests/fixtures/browser.ts';

export default {
  files: 'tests/widget/**/*.test.ts',
  nodeResolve: { exportConditions: ['browser', 'development'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'tsconfig.json' })],
  browsers: [chromeLauncher({ launchOptions: { executablePath, args } })],
  testFramework: { config: { ui: 'bdd', timeout: 10000 } },
  coverageConfig: { include: ['widget/**/*.ts'], reporters: ['text', 'lcovonly'], reportDir: 'coverage' },
};
