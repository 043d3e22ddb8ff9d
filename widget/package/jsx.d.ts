/**
 * `unknot/jsx`: what <unknot-intake> takes in a React 19 file. Once anywhere in the app: `import type {} from 'unknot/jsx'`.
 * A listener is named after its event: `onunknot-booked={event => event.detail.id}`. There is no `open`: React would set it as
 * a property, and that is a method, so open and close through a ref.
 */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { UnknotIntake, UnknotOptions } from './unknot.ts';

type Listeners = {
  [Name in keyof GlobalEventHandlersEventMap as Name extends `unknot-${string}` ? `on${Name}` : never]?: (
    event: GlobalEventHandlersEventMap[Name],
  ) => void;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'unknot-intake': DetailedHTMLProps<HTMLAttributes<UnknotIntake>, UnknotIntake> & UnknotOptions & Listeners;
    }
  }
}
