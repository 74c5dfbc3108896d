import { Modal } from 'bootstrap';

// A page that asks for a confirmation is shown as a dialog; without this it is a page of its own.
document.addEventListener('click', async (event) => {
  const link = event.target.closest('a[data-dialog]');
  const dialog = document.getElementById('dialog');
  if (!link || !dialog || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const answer = await fetch(link.href, { headers: { Accept: 'text/html' } });
  const asked = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('confirmation');
  if (!asked) {
    location.assign(link.href);
    return;
  }
  const heading = asked.querySelector('h1');
  const title = document.createElement('h2');
  title.className = heading.className;
  title.id = heading.id;
  title.textContent = heading.textContent;
  heading.replaceWith(title);
  asked.classList.remove('reading');
  const content = document.getElementById('dialog-content');
  content.replaceChildren(asked);
  content.querySelector('[data-bs-dismiss]')?.addEventListener('click', (clicked) => clicked.preventDefault());
  // A menu is closed by then: focus goes back to the button that opens it.
  const opener = link.closest('.dropdown')?.querySelector('[data-bs-toggle]') ?? link;
  dialog.addEventListener('hidden.bs.modal', () => opener.focus(), { once: true });
  Modal.getOrCreateInstance(dialog).show();
});
