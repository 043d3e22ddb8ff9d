/** The desk's two files, under a name that changes with their content, so that browsers may keep them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { DESK } from './paths.ts';

interface Asset {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** In the order in which they apply; each is about one part of the page. */
const STYLE_FILES = [
  'base',
  'controls',
  'marks',
  'frame',
  'list',
  'lead',
  'findings',
  'panes',
  'pages',
  'undelivered',
] as const;

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

const asset = (extension: 'css' | 'js', type: string, text: string): Asset => {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { name: `desk.${hash}.${extension}`, type: `${type}; charset=utf-8`, text };
};

const STYLES = asset('css', 'text/css', STYLE_FILES.map(name => read(`styles/${name}.css`)).join('\n'));
const SCRIPT = asset('js', 'text/javascript', read('desk.js'));

const pathOf = ({ name }: Asset): string => `${DESK}/assets/${name}`;
export const STYLES_PATH = pathOf(STYLES);
export const SCRIPT_PATH = pathOf(SCRIPT);

export function createAssets(): Hono {
  const app = new Hono();
  for (const { name, type, text } of [STYLES, SCRIPT]) {
    app.get(`/${name}`, c => {
      return c.body(text, 200, { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' });
    });
  }
  return app;
}
