/** WebDriver BiDi: commands and events as JSON on one web socket. */
import { once } from 'node:events';
import * as z from 'zod/mini';

const Message = z.union([
  z.object({ type: z.literal('success'), id: z.number(), result: z.unknown() }),
  z.object({ type: z.literal('error'), id: z.nullable(z.number()), error: z.string(), message: z.string() }),
  z.object({ type: z.literal('event'), method: z.string(), params: z.unknown() }),
]);

export interface Bidi {
  /** @throws {Error} with what the browser says is wrong */
  send(method: string, params: object): Promise<unknown>;
  close(): void;
}

type Waiting = ReturnType<typeof Promise.withResolvers<unknown>>;

/** @param heard called for each event, with its name */
export async function connect(address: string, heard: (method: string, params: unknown) => void): Promise<Bidi> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, Waiting>();
  socket.addEventListener('message', ({ data }) => {
    const message = Message.parse(JSON.parse(String(data)));
    if (message.type === 'event') heard(message.method, message.params);
    else settle(waiting, message);
  });
  socket.addEventListener('close', () => {
    for (const command of waiting.values()) command.reject(new Error('the browser is gone'));
  });
  await once(socket, 'open');
  let last = 0;
  return {
    send(method, params) {
      last += 1;
      const command = Promise.withResolvers<unknown>();
      waiting.set(last, command);
      socket.send(JSON.stringify({ id: last, method, params }));
      return command.promise;
    },
    close: () => socket.close(),
  };
}

function settle(waiting: Map<number, Waiting>, message: Exclude<z.infer<typeof Message>, { type: 'event' }>): void {
  if (message.id === null) return;
  const command = waiting.get(message.id);
  waiting.delete(message.id);
  if (message.type === 'success') command?.resolve(message.result);
  else command?.reject(new Error(`${message.error}: ${message.message}`));
}
