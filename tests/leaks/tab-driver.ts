/** The leak suite's browser through the tab of any engine (`tests/browsers/`). */
import { Person } from '../browsers/person.ts';
import type { Tab } from '../browsers/tab.ts';
import type { Driver } from './driver.ts';

export function tabDriver(tab: Tab): Driver {
  let I = new Person(tab);
  return {
    goTo: url => tab.goTo(url),
    look(place) {
      I = new Person(place === 'page' ? tab : tab.frame);
    },
    see: async selector => {
      await I.see(selector);
    },
    click: selector => I.press(selector),
    type: (selector, text) => I.type(selector, text),
    async copyOver(from, to) {
      await I.press(from);
      await I.keys('Control+a', 'Control+c');
      await I.press(to);
      await I.keys('Control+a', 'Control+v');
    },
    evaluate: expression => tab.run(expression),
  };
}
