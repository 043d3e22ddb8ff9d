/** `npm run dev`: the server and Vite in one process, so that a change of the widget shows at once. */
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createServer as createVite } from 'vite';
import { createApp } from './app.ts';
import { boot } from './boot.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';

/** Built files' addresses; here they are the sources, which Vite serves. */
const SOURCES = new Map([
  ['/v1/unknot.js', '/v1/widget/define.ts'],
  ['/v1/manage.js', '/v1/widget/manage/define.ts'],
  ['/v1/frame.js', '/v1/widget/sealed/frame-page.ts'],
  ['/v1/embed.js', '/v1/widget/embed.ts'],
]);
/** What the app itself answers below `/v1`. */
const APP = /^\/v1\/(clinics|manage)\//;

const log = createLog(
  line => process.stdout.write(line),
  () => new Date(),
);
const config = readConfig(process.env);
const { needs, newAccount, close } = await boot(config, log, () => false);
const server = createServer();
const vite = await createVite({ appType: 'custom', server: { middlewareMode: true, hmr: { server } } });
const handle = getRequestListener(createApp(needs).fetch);

server.on('request', (request, response) => {
  request.url = SOURCES.get(request.url ?? '') ?? request.url;
  // Vite answers for the sources it knows; everything else is the app's.
  if (request.url?.startsWith('/v1/') && !APP.test(request.url)) {
    vite.middlewares(request, response, () => void handle(request, response));
  } else void handle(request, response);
});
server.listen(config.port, config.host, () => {
  console.log(`Developing on ${config.publicUrl}/ (desk: ${config.publicUrl}/desk)`);
  if (newAccount) console.log(`Desk account: ${newAccount.email}  ${newAccount.password}`);
});
process.once('SIGINT', () => void Promise.all([vite.close(), close()]).then(() => process.exit()));
