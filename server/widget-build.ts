/** What the widget's build left in its folder. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const Manifest = z.record(z.string(), z.object({ file: z.string(), imports: z.optional(z.array(z.string())) }));
type Manifest = z.infer<typeof Manifest>;

const TRIAGE = 'widget/triage/triage.ts';
const ENTRY = 'widget/define.ts';
const ENGINE = 'widget/intake.view.ts';

/**
 * The path of the built triage, for widgets of an older build.
 * @param folder the build's folder
 * @returns undefined while the sources run unbuilt, or where the build has no such chunk of its own
 */
export function triageModule(folder: string): string | undefined {
  const chunk = readManifest(join(folder, 'triage-manifest.json'))[TRIAGE];
  return chunk && `/v1/${chunk.file}`;
}

/**
 * The paths of the scripts that a page with the widget in it needs for sure: its entry, its engine and what that imports.
 * @param folder the build's folder
 * @returns none while the sources run unbuilt
 */
export function visitModules(folder: string): readonly string[] {
  const manifest = readManifest(join(folder, 'manifest.json'));
  return [...withImports(manifest, ENTRY, withImports(manifest, ENGINE))].map(file => `/v1/${file}`);
}

/** The first question for a page that holds it before the widget's script has come. */
export interface FirstQuestion {
  /** HTML for a `<template shadowrootmode="open">` inside the element. */
  readonly template: string;
  /** A classic script for right behind the element: it keeps a tap until the element can take it. */
  readonly earlyTap: string;
}

/**
 * @param folder the build's folder
 * @returns undefined where the build has none
 */
export function firstQuestion(folder: string): FirstQuestion | undefined {
  const template = readIfThere(join(folder, 'first-question.html'));
  const earlyTap = readIfThere(join(folder, 'early-tap.js'));
  return template === undefined || earlyTap === undefined ? undefined : { template, earlyTap };
}

function withImports(manifest: Manifest, name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (chunk === undefined || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const imported of chunk.imports ?? []) withImports(manifest, imported, seen);
  return seen;
}

const readManifest = (file: string): Manifest => Manifest.parse(JSON.parse(readIfThere(file) ?? '{}'));

const readIfThere = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
