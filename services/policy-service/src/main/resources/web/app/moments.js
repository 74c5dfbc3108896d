// Adds to each moment, which the server writes in UTC, the reader's own time of day and how long ago.
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'long' });
const calendar = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const units = [['year', 31557600], ['month', 2629800], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

function ago(moment) {
  const seconds = Math.round((moment - Date.now()) / 1000);
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? units.at(-1);
  return relative.format(Math.trunc(seconds / size), unit);
}

// Nothing that UTC says already: neither the same day again nor the same hour.
function local(moment) {
  if (moment.getTimezoneOffset() === 0) return [];
  return [(moment.getDate() === moment.getUTCDate() ? clock : calendar).format(moment)];
}

function tell(root) {
  for (const time of root.querySelectorAll('time[data-moment]')) {
    time.removeAttribute('data-moment');
    const moment = new Date(time.dateTime);
    if (!Number.isNaN(moment.getTime())) {
      const words = document.createElement('span');
      words.textContent = [...local(moment), ago(moment)].join(' · ');
      time.after(words);
    }
  }
}

document.addEventListener('DOMContentLoaded', () => tell(document));
document.addEventListener('htmx:load', (event) => tell(event.detail.elt.parentElement ?? document));
