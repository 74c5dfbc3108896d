// A question that takes a while can be given up: the server stops once nobody waits for the answer.
const form = (element) => element.closest('form[data-cancellable]');

function tell(element, words) {
  const alert = document.createElement('div');
  alert.className = 'alert alert-warning';
  alert.setAttribute('role', 'alert');
  alert.textContent = words;
  document.querySelector(element.getAttribute('hx-target')).replaceChildren(alert);
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-cancel]');
  if (button) window.htmx.trigger(form(button), 'htmx:abort');
});
document.addEventListener('htmx:abort', (event) => {
  if (form(event.target)) tell(form(event.target), 'Cancelled.');
});
for (const failure of ['htmx:responseError', 'htmx:sendError']) {
  document.addEventListener(failure, (event) => {
    const asked = form(event.target);
    if (asked) tell(asked, 'This could not be answered. Ask again, or load the page again if it stays so.');
  });
}
