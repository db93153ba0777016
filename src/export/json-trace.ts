import { filesWords } from '../i18n/files-words.ts';
import { traceToJson } from '../trace/json.ts';
import { TRACE_SCHEMA_ID } from '../trace/versions/json-schema.ts';
import type { Exported } from './exported.ts';

/**
 * The whole trace with where it comes from (hopscope-trace/1, public/schema/trace-v1.json). The stretch is named, not cut out: a
 * part of a trace is no trace. traceFromJson reads it back.
 */
export function jsonTraceOf({ trace, lang, clip, at, about }: Exported): string {
  const { app, scenario, params } = about;
  return traceToJson(trace, {
    schema: TRACE_SCHEMA_ID,
    about: {
      app,
      note: filesWords(lang).simulated(app).trim(),
      scenario,
      params,
      seed: trace.lab.seed,
      view: { at, ...clip },
    },
  });
}
