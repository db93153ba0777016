// What a page does with the element: asks it to go somewhere, and listens to it.
const stage = document.querySelector('#wrapped');
document.querySelector('[data-go]').addEventListener('click', (click) => {
  stage.open();
  void stage.seek(click.currentTarget.dataset.go);
});
stage.addEventListener('hopscope:event', ({ detail }) => {
  document.querySelector('#heard').textContent = detail.label;
});

// A plain frame says how high it would like to be, in the words that Embedly has taught the web.
addEventListener('message', ({ source, data }) => {
  const frame = document.querySelector('#plain iframe');
  if (source !== frame.contentWindow || typeof data !== 'string') return;
  try {
    const said = JSON.parse(data);
    if (said.context === 'iframe.resize' && Number.isFinite(said.height)) {
      frame.height = String(Math.min(900, Math.max(280, said.height)));
      frame.dataset.asked = String(said.height);
    }
  } catch {
    // Somebody else's message.
  }
});
