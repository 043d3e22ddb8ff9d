/** The whole rule book as one page, made from the data that decides, for a clinician to read, print and sign. */
import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import { glossary } from '#triage/describe.ts';
import { RULE_IDS, RULESET_VERSION } from '#triage/rules.ts';
import { rulesetHash } from '../ruleset.ts';
import { SOURCES } from '../sources.ts';
import { textOf } from './names.ts';
import { questionsSection } from './questions.ts';
import { rulesSection } from './rules.ts';
import type { Html } from './table.ts';
import { tagsSection, techniquesSection } from './techniques.ts';

const STYLES = raw(readFileSync(new URL('page.css', import.meta.url), 'utf8'));

const cover = (): Html =>
  html`<header>
    <h1>The rule book</h1>
    <p class="lead">
      What Unknot asks, what it decides and why. This page is made from the same data that decides, so it cannot differ
      from it.
    </p>
    <dl class="facts">
      <dt>Rule set</dt>
      <dd>version ${RULESET_VERSION}, ${RULE_IDS.length} rules</dd>
      <dt>Content hash</dt>
      <dd><code>${rulesetHash()}</code></dd>
      <dt>Status</dt>
      <dd>Not signed off until the box on the last page is filled in for this hash.</dd>
    </dl>
    <p>
      It helps a visitor see which kind of massage fits and books a free talk. It does not name a disease, score one or
      treat anything. The final say is the therapist’s, face to face.
    </p>
  </header>`;

const course = (): Html =>
  html`<section id="course">
    <h2>Order and stop rules</h2>
    <ol>
      <li>
        The questions are asked in order, leaving out those whose condition is not met. Answers to questions that were
        not asked are ignored.
      </li>
      <li>After each answer the safety rules are looked at. As soon as an E or U rule holds, the questions stop.</li>
      <li>
        As soon as an S rule is certain, every question that can’t make the advice stronger is left out. An S rule
        marked “unless checked” is certain only when the question about a check-up is answered.
      </li>
      <li>A missing, unknown or wrong answer is asked again. It is never read as “none” or “no”.</li>
      <li>A tick on an answer that was not shown is dropped. A tick beside “None of these” wins.</li>
    </ol>
    <p>
      The urgency is the highest of all rules that hold: EMERGENCY, URGENT, SOON, CLEARANCE, DEFER, or ROUTINE when none
      does. EMERGENCY, URGENT and SOON show no type, no technique and no booking. CLEARANCE books a talk only, DEFER a
      later date. For a person under 18 a parent or guardian books.
    </p>
  </section>`;

const terms = (): Html =>
  html`<section id="terms">
    <h2>Terms</h2>
    <dl class="terms">
      ${glossary(textOf).map(
        ({ phrase, means }) =>
          html`<dt>${phrase}</dt>
            <dd>${means}</dd>`,
      )}
    </dl>
  </section>`;

/** Addresses become links; the words between them stay. */
const place = (where: string): Html =>
  html`${where
    .split(' ')
    .map(
      (word, index) =>
        html`${index > 0 ? ' ' : ''}${word.startsWith('http') ? html`<a href="${word}">${word}</a>` : word}`,
    )}`;

const sources = (): Html =>
  html`<section id="sources">
    <h2>Sources</h2>
    <dl class="sources">
      ${Object.entries(SOURCES).map(
        ([id, { title, where }]) =>
          html`<dt id="source-${id}">${id}</dt>
            <dd>${title}<br /><small>${place(where)}</small></dd>`,
      )}
    </dl>
  </section>`;

const signature = (who: string): Html =>
  html`<div class="signature">
    <h3>${who}</h3>
    <dl>
      <dt>Name</dt>
      <dd></dd>
      <dt>License or role</dt>
      <dd></dd>
      <dt>Date</dt>
      <dd></dd>
      <dt>Signature</dt>
      <dd></dd>
    </dl>
  </div>`;

const signOff = (): Html =>
  html`<section id="sign-off">
    <h2>Sign-off</h2>
    <p>
      I have read the questions, the rules and the techniques of version ${RULESET_VERSION}, content hash
      <code>${rulesetHash()}</code>, and agree that visitors of this clinic are guided by them. A rule set with another
      hash needs a new sign-off.
    </p>
    ${signature('Licensed clinician (physician, or physical therapist with red-flag training)')}
    ${signature('Lead therapist of the clinic')}
  </section>`;

/** @returns the page's HTML, complete in itself: no script, no other file */
export const rulebookPage = async (): Promise<string> =>
  String(
    await html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>Unknot rule book ${RULESET_VERSION} (${rulesetHash()})</title>
          <style>
            ${STYLES}
          </style>
        </head>
        <body>
          <main>
            ${cover()} ${course()} ${terms()} ${questionsSection()} ${rulesSection()} ${techniquesSection()}
            ${tagsSection()} ${sources()} ${signOff()}
          </main>
        </body>
      </html>`,
  );
