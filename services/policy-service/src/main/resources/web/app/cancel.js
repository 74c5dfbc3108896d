// A question that takes a while can be given up: the server stops once nobody waits for the answer.
const asking = (element) => element.closest('[data-cancellable]');

function tell(element, words) {
  const alert = document.createElement('div');
  alert.className = 'alert alert-warning';
  alert.setAttribute('role', 'alert');
  alert.textContent = words;
  document.querySelector(element.getAttribute('hx-target')).replaceChildren(alert);
}

document.addEventListener('click', (event) => {
  const asked = event.target.closest('[data-cancel]') && asking(event.target);
  if (!asked) return;
  window.htmx.trigger(asked, 'htmx:abort');
  tell(asked, 'Cancelled.');
});
// Whoever typed and did not ask is not sent away to sign in: what they typed would be gone.
document.addEventListener('htmx:beforeOnLoad', (event) => {
  if (event.detail.xhr.status !== 401 || !event.target.matches('[data-preview]')) return;
  event.preventDefault();
  tell(event.target, 'You are signed out: this cannot be answered.');
});
for (const failure of ['htmx:responseError', 'htmx:sendError']) {
  document.addEventListener(failure, (event) => {
    const asked = asking(event.target);
    if (asked) tell(asked, 'This could not be answered. Ask again, or load the page again if it stays so.');
  });
}
