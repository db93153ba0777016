import type { Json, Tree } from '../../cluster/json.ts';
import { customColumns } from './custom-columns.ts';
import { goTemplateText } from './go-template.ts';
import { BadTemplate, jsonPathText } from './json-path.ts';
import { prefixOf, type Item, type Kind } from './kind.ts';
import { goSyntax, objectJson, objectYaml } from './object-text.ts';
import { Refusal } from './refusal.ts';

const FORMATS = [
  'custom-columns',
  'custom-columns-file',
  'go-template',
  'go-template-file',
  'json',
  'jsonpath',
  'jsonpath-as-json',
  'jsonpath-file',
  'name',
  'template',
  'templatefile',
  'wide',
  'yaml',
];

export interface Found {
  readonly kind: Kind;
  readonly item: Item;
}

/** Whether a format is that of a table. */
export function isTable(output: string | null): boolean {
  return output === null || output === '' || output === 'wide';
}

/** Objects in a format other than a table. `single`: one was asked for by its name. Throws a Refusal. */
export function formatted(output: string, found: readonly Found[], single: boolean, headers: boolean): string {
  const cut = output.indexOf('=');
  const [format, template] = cut < 0 ? [output, ''] : [output.slice(0, cut), output.slice(cut + 1)];
  if (format === 'name') return found.map(({ kind, item }) => `${prefixOf(kind)}/${item.name}\n`).join('');
  const objects = found.map(({ item }) => item.object());
  const root: Tree =
    single && objects[0] !== undefined
      ? objects[0]
      : { apiVersion: 'v1', items: objects, kind: 'List', metadata: { resourceVersion: '' } };
  switch (format) {
    case 'json':
      return objectJson(root);
    case 'yaml':
      return objectYaml(root);
    case 'jsonpath':
      return byPath(template, root);
    case 'custom-columns':
      return customColumns(template, objects, headers);
    case 'go-template':
    case 'template':
      return goTemplateText(demanded(format, template), root);
    case 'jsonpath-as-json':
    case 'jsonpath-file':
    case 'go-template-file':
    case 'templatefile':
    case 'custom-columns-file':
      throw new Refusal(
        `error: -o ${format} is not supported in this lab: jsonpath=…, go-template=… and custom-columns=… are`,
      );
    default:
      throw new Refusal(
        `error: unable to match a printer suitable for the output format "${format}", allowed formats are: ${FORMATS.join(',')}`,
      );
  }
}

function demanded(format: string, template: string): string {
  if (template === '') throw new Refusal(`error: template format specified but no template given`);
  return format === '' ? '' : template;
}

function byPath(template: string, root: Json): string {
  if (template === '') throw new Refusal('error: template format specified but no template given');
  try {
    return jsonPathText(template, root);
  } catch (error) {
    if (!(error instanceof BadTemplate)) throw error;
    if (error.while === 'parsing') throw new Refusal(`error: error parsing jsonpath ${template}, ${error.message}`);
    const quoted = JSON.stringify(template);
    throw new Refusal(
      `error: error executing jsonpath ${quoted}: Error executing template: ${error.message}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template}\n\tobject given to jsonpath engine was:\n\t\t${goSyntax(root)}\n\n`,
    );
  }
}
