// A part of a page that shows an organization's state looks again when somebody has changed it.
const part = () => document.querySelector('[data-live]');
const PAUSE = 400;
let latest = 0;
let timer;

function busy(shown) {
  return shown.querySelector('.show') || shown.contains(document.activeElement) && document.activeElement.matches('input');
}

function look() {
  const shown = part();
  if (!shown || latest <= Number(shown.dataset.head)) return;
  if (busy(shown)) {
    timer = setTimeout(look, PAUSE);
    return;
  }
  timer = undefined;
  window.htmx.trigger(shown, 'refresh');
}

function notice() {
  const notices = document.getElementById('notices');
  const text = document.createElement('p');
  text.className = 'live-notice';
  text.textContent = 'The list was updated: somebody has changed something.';
  notices.querySelectorAll('.live-notice').forEach((old) => old.remove());
  notices.append(text);
  setTimeout(() => text.remove(), 8000);
}

const watched = part();
if (watched) {
  const source = new EventSource(watched.dataset.live);
  source.onmessage = (event) => {
    latest = Math.max(latest, Number(event.data));
    if (timer === undefined) timer = setTimeout(() => { timer = undefined; look(); }, PAUSE);
  };
  window.addEventListener('pagehide', () => source.close());
  document.addEventListener('htmx:afterSwap', (event) => {
    if (event.detail.requestConfig?.triggeringEvent?.type === 'refresh') notice();
  });
}
