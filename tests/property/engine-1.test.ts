import { engineProperties } from './engine-properties.ts';

// One of two equal halves: the test runner gives each file a process of its own.
engineProperties(20250811, 1000);
