// Copies the text that a button names, and says so in the button and to who cannot see it.
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-copy]');
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(exact(source));
  } catch {
    // Not offered without TLS: what is marked can be copied by hand.
    getSelection().selectAllChildren(source);
    tell('Press Ctrl+C to copy.');
    return;
  }
  tell('Copied.');
});

// A page names the characters that cannot be seen; what is copied holds them.
function exact(source) {
  const copy = source.cloneNode(true);
  copy.querySelectorAll('.control-character').forEach((named) => named.replaceWith(String.fromCodePoint(Number.parseInt(named.textContent.slice(2), 16))));
  return copy.textContent;
}

function tell(words) {
  const notices = document.getElementById('notices');
  const text = document.createElement('p');
  text.className = 'live-notice';
  text.textContent = words;
  notices.append(text);
  setTimeout(() => text.remove(), 3000);
}
