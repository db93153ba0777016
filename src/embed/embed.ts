import { HopScope } from './hop-scope.ts';

export { HopScope } from './hop-scope.ts';
export { attach, mount } from './player.ts';

// Twice on a page is once: two posts on one page bring the script each.
if (customElements.get('hop-scope') === undefined) customElements.define('hop-scope', HopScope);
