/** The page of botui, built by `build-botui.ts` as its own site would build it. */
import { createBot } from 'botui';
import { createElement, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import '@botui/react/default-theme';
import { BotUI, BotUIAction, BotUIMessageList } from '@botui/react';

const bot = createBot();
const buttons = labels => [
  { options: labels.map(label => ({ label, value: label })) },
  { actionType: 'selectButtons' },
];

async function talk() {
  await bot.message.add({ text: 'What brings you in today?' });
  await bot.action.set(...buttons(['Headache', 'Back pain', 'Skin problem', 'Something else']));
  await bot.message.add({ text: 'How long have you had it?' });
  await bot.action.set(...buttons(['Less than a week', 'Longer']));
}

function App() {
  useEffect(() => void talk(), []);
  return createElement(BotUI, { bot }, createElement(BotUIMessageList), createElement(BotUIAction));
}

createRoot(document.getElementById('widget')).render(createElement(App));
