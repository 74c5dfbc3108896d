// A second click would be a second request, and its answer would take the place of the one with the secret.
// What was stopped before it was answered tells nobody: past the time that an answer may take, another try is let through.
const LONGEST_ANSWER = 20_000;
const forms = () => document.querySelectorAll('form[data-once]');
const free = (form) => { form.dataset.once = ''; };

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-once]')) return;
  if (form.dataset.once === 'sent') {
    event.preventDefault();
    return;
  }
  form.dataset.once = 'sent';
  setTimeout(free, LONGEST_ANSWER, form);
});
window.addEventListener('pageshow', () => forms().forEach(free));
