import { useStore } from 'zustand';
import { zoom } from 'd3';
import { engine } from '../engine/engine.ts';
import { createPortal } from 'react-dom';
export const Panel = () => [useStore, zoom, engine, createPortal];
