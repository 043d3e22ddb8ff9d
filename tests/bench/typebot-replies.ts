/** The two replies of Typebot's server that its page needs, as its own viewer gives them. */
import { Hono } from 'hono';

/** To be mounted where the page's `apiHost` points. */
export const createTypebotReplies = (): Hono =>
  new Hono()
    .post('/v1/typebots/:id/startChat', c =>
      c.json({
        sessionId: 's1',
        resultId: 'r1',
        typebot: TYPEBOT,
        ...asking(1, 'What brings you in today?', ['Headache', 'Back pain', 'Skin problem', 'Something else']),
      }),
    )
    .post('/v1/sessions/:id/continueChat', c =>
      c.json(asking(2, 'How long have you had it?', ['Less than a week', 'Longer'])),
    )
    .all('*', c => c.json({ message: 'ok' }));

/** Typing is not imitated, so that it is the fastest it can be. */
const TYPEBOT = {
  id: 'demo',
  version: '6.1',
  publishedAt: '2026-01-01T00:00:00.000Z',
  theme: { general: { font: { type: 'Custom', family: 'sans-serif', css: '' } } },
  settings: {
    general: { isBrandingEnabled: false, isTypingEmulationEnabled: false },
    typingEmulation: { enabled: false, delayBetweenBubbles: 0 },
  },
};

function asking(n: number, text: string, options: readonly string[]) {
  const content = { type: 'richText', richText: [{ type: 'p', children: [{ text }] }] };
  const items = options.map((option, i) => ({ id: `i${n}-${i}`, content: option, outgoingEdgeId: `e${i}` }));
  return {
    messages: [{ id: `m${n}`, type: 'text', content }],
    input: { id: `i${n}`, type: 'choice input', outgoingEdgeId: `e${n}`, items, options: {} },
    clientSideActions: [],
    logs: [],
  };
}
