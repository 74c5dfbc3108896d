// A second click would be a second request, and its answer would take the place of the one with the secret.
const forms = () => document.querySelectorAll('form[data-once]');

document.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-once]')) return;
  if (event.target.dataset.once === 'sent') event.preventDefault();
  event.target.dataset.once = 'sent';
});
window.addEventListener('pageshow', () => forms().forEach((form) => { form.dataset.once = ''; }));
