// Second fence: wire may import base only.
import { engine } from '../engine/engine.ts';
import { useState } from 'react';
import { readFileSync } from 'node:fs';
import { late } from './no-extension';
export * from './star.ts';
export { again } from '../engine/engine.ts';
export const lazy = () => import('../engine/engine.ts');
export type Imported = import('../engine/engine.ts').Engine;
export const computed = (name: string) => import(name);
export const outside = import('../../outside.ts');
export const all = [engine, useState, readFileSync, late];
