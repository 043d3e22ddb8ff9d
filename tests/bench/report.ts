/** What the probe in a page tells the bench. */
import * as z from 'zod/mini';

export const Report = z.object({
  /**
   * `opened`: the page's time begins. `load`: its load event. `frame`: the widget's frame is in view. `first` and
   * `next`: a question can be answered, and that frame is painted. `click`: the visitor's. `taken`: the tapped choice
   * shows it. `task`: a long task. `shift`: of the layout.
   */
  what: z.enum(['opened', 'load', 'frame', 'first', 'click', 'taken', 'next', 'task', 'shift']),
  /** Milliseconds, on one clock for all frames of a page. */
  at: z.number(),
  /** Of a task: milliseconds; of a shift: its share of the view. */
  size: z.number(),
  /** Pixels of the frame that tells it: where the control is tapped; of a frame, its corner. */
  x: z.number(),
  y: z.number(),
});
export type Report = z.infer<typeof Report>;
