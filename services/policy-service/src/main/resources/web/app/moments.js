// Adds to each moment, which the server writes in UTC, the reader's own time of day and how long ago.
const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const units = [['year', 31557600], ['month', 2629800], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

function ago(moment) {
  const seconds = Math.round((moment - Date.now()) / 1000);
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? units.at(-1);
  return relative.format(Math.trunc(seconds / size), unit);
}

function tell(root) {
  for (const time of root.querySelectorAll('time[data-moment]')) {
    time.removeAttribute('data-moment');
    const moment = new Date(time.dateTime);
    if (!Number.isNaN(moment.getTime())) {
      time.after(` · ${local.format(moment)} · ${ago(moment)}`);
    }
  }
}

document.addEventListener('DOMContentLoaded', () => tell(document));
document.addEventListener('htmx:load', (event) => tell(event.detail.elt.parentElement ?? document));
