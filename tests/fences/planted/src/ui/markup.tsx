// oxlint-disable react/no-danger -- planted on purpose, all of them
export const One = () => <p dangerouslySetInnerHTML={{ __html: 'x' }} />;
export const two = (node: Element) => { node.innerHTML = 'x'; };
export const three = (node: Element) => node.insertAdjacentHTML('beforeend', 'x');
export const four = () => document.write('x');
export const five = () => new Function('return 1');
export const six = () => window.requestAnimationFrame(() => {});
export const seven = Date.now();
