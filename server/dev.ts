/** `npm run dev`: the server and Vite in one process, so that a change of the widget shows at once. */
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createServer as createVite } from 'vite';
import { createApp } from './app.ts';
import { boot } from './boot.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';

/** The built widget's address; here it is the source, which Vite serves. */
const WIDGET = '/v1/unknot.js';
const SOURCE = '/v1/widget/define.ts';

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
  if (request.url === WIDGET) request.url = SOURCE;
  // Vite answers for the sources it knows; everything else is the app's.
  if (request.url?.startsWith('/v1/') && !request.url.startsWith('/v1/clinics')) {
    vite.middlewares(request, response, () => void handle(request, response));
  } else void handle(request, response);
});
server.listen(config.port, config.host, () => {
  console.log(`Developing on ${config.publicUrl}/ (desk: ${config.publicUrl}/desk)`);
  if (newAccount) console.log(`Desk account: ${newAccount.email}  ${newAccount.password}`);
});
process.once('SIGINT', () => void Promise.all([vite.close(), close()]).then(() => process.exit()));
