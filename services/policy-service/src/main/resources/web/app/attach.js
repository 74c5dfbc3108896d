// The form works without this: a change of a box then asks for the button "Show what changes".
function prepare(form) {
  const level = form.querySelector('#level');
  const target = form.querySelector('#target');
  const suggest = () => {
    const organization = level.value === 'organization';
    target.disabled = organization;
    if (organization) target.removeAttribute('list');
    else target.setAttribute('list', 'known-' + level.value);
  };
  level.addEventListener('change', suggest);
  suggest();
  form.querySelectorAll('[data-without-script]').forEach(each => { each.hidden = true; });
}

let request;

async function send(form, step) {
  request?.abort();
  const preview = form.querySelector('[data-preview]');
  if (preview) window.htmx.trigger(preview, 'htmx:abort');
  const current = new AbortController();
  request = current;
  const fields = new URLSearchParams(new FormData(form));
  fields.set('step', step);
  try {
    const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: fields, signal: current.signal });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = page.querySelector('form[data-attach]');
    if (!next) throw new Error(String(answer.status));
    const focused = document.activeElement?.id;
    form.replaceChildren(...next.childNodes);
    prepare(form);
    window.htmx.process(form);
    if (focused) document.getElementById(focused)?.focus();
  } catch (failure) {
    if (failure.name === 'AbortError') return;
    form.noValidate = true;
    form.querySelectorAll('[data-without-script]').forEach(each => { each.hidden = false; });
    const asked = form.querySelector('#preview');
    if (asked) asked.textContent = 'This could not be answered: press “Show what changes”.';
  }
}

document.querySelectorAll('form[data-attach]').forEach(form => {
  prepare(form);
  form.addEventListener('change', event => {
    if (event.target.name === 'scope') send(form, 'show');
  });
  form.addEventListener('click', event => {
    const button = event.target.closest('button[name=step]');
    if (!button || button.value === 'confirm') return;
    event.preventDefault();
    send(form, button.value);
  });
  form.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.target.id !== 'target') return;
    event.preventDefault();
    send(form, 'add');
  });
});
