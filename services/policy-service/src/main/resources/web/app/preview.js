// What changes is told again while somebody types: the list stays open, or closed, as they left it.
const shown = (event) => event.target.closest?.('#preview');
let open = false;

document.addEventListener('htmx:beforeSwap', (event) => {
  open = shown(event)?.querySelector('details')?.open ?? open;
});
document.addEventListener('htmx:afterSwap', (event) => {
  const list = shown(event)?.querySelector('details');
  if (list) list.open = open;
});
