import './editor.css';
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

// The baseline to import from is only in the answer if it may look different.
const PARTS = ['part-top', 'part-side', 'part-baseline', 'part-lockdown', 'findings', 'part-bottom'];
const PAUSE = 400;
const LARGEST_FILE = 256 * 1024;

const SETTINGS = {
  'egress-policy': 'audit or block',
  'allowed-endpoints': 'host:port, one on each line',
  'denied-endpoints': 'hosts, instead of allowed-endpoints',
  'disable-sudo': 'true or false',
  'disable-sudo-and-containers': 'true or false',
  'disable-file-monitoring': 'true or false',
  'disable-telemetry': 'true or false',
  'lockdown-mode': 'enabled and detections',
};
const DETECTIONS = ['Privileged-Container', 'Runner-Worker-Memory-Read', 'Reverse-Shell'];

const colors = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], class: 'yaml-key' },
  { tag: [tags.comment, tags.lineComment], class: 'yaml-comment' },
  { tag: [tags.string, tags.content, tags.attributeValue], class: 'yaml-text' },
  { tag: [tags.keyword, tags.bool, tags.number], class: 'yaml-word' },
]);

// As other pages show them. They stay in the text.
const hidden = highlightSpecialChars({
  specialChars: /[\p{Cf}\0-\x08\x0a-\x1f\x7f-\x9f]/gu,
  render: code => {
    const named = document.createElement('span');
    named.className = 'control-character';
    named.title = 'A character that cannot be seen';
    named.textContent = 'U+' + code.toString(16).toUpperCase().padStart(4, '0');
    return named;
  },
});

// Left to itself, Chromium keeps the looks of what is typed over in a style attribute, which the content policy blocks.
const typingOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    if (event.inputType !== 'insertText' || !event.data || empty || view.composing) return false;
    const insert = () => view.state.update(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
    const handled = view.state.facet(EditorView.inputHandler).some(handle => handle(view, from, to, event.data, insert));
    if (!handled) view.dispatch(insert());
    return true;
  },
});

function completions(context) {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const word = context.matchBefore(/[\w-]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const options = (labels, suffix = '') =>
    ({ from: word.from, options: labels.map(label => ({ label, apply: label + suffix, type: 'property', detail: SETTINGS[label] })) });
  if (/^egress-policy:\s*[\w]*$/.test(before)) return options(['audit', 'block']);
  if (/^(disable-[\w-]+|\s+enabled):\s*\w*$/.test(before)) return options(['true', 'false']);
  if (/(^\s+-\s*|detections:\s*\[.*)[\w-]*$/.test(before)) return options(DETECTIONS);
  if (/^\s+[\w-]*$/.test(before)) return options(['enabled', 'detections'], ': ');
  if (/^[\w-]*$/.test(before)) return options(Object.keys(SETTINGS), ': ');
  return null;
}

function start(form) {
  const textarea = form.querySelector('#yaml');
  const nonce = document.querySelector('meta[name="csp-nonce"]')?.content;
  const find = selector => form.querySelector(selector);
  let timer;
  let request;
  let leaving = false;
  let saved = form.hasAttribute('data-touched') ? null : state();

  const view = new EditorView({
    parent: textarea.parentElement,
    state: EditorState.create({
      doc: textarea.value,
      extensions: [
        ...(nonce ? [EditorView.cspNonce.of(nonce)] : []),
        lineNumbers(),
        history(),
        drawSelection(),
        hidden,
        typingOver,
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        lintGutter(),
        autocompletion({ override: [completions] }),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
        yaml(),
        syntaxHighlighting(colors),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-labelledby': 'yaml-label', 'aria-describedby': 'findings', spellcheck: 'false' }),
        EditorView.updateListener.of(update => {
          if (!update.docChanged) return;
          textarea.value = update.state.doc.toString();
          changed();
          later();
          const preview = find('[data-preview]');
          if (preview) window.htmx.trigger(preview, 'edited');
        }),
      ],
    }),
  });
  textarea.hidden = true;
  form.querySelector('#yaml-label').addEventListener('click', () => view.focus());

  function state() {
    return JSON.stringify([textarea.value, find('#name')?.value ?? '', find('#endpoint')?.value ?? '']);
  }

  function changed() {
    find('[data-unsaved]').hidden = state() === saved;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => send('check'), PAUSE);
  }

  async function send(step) {
    clearTimeout(timer);
    request?.abort();
    const current = new AbortController();
    request = current;
    const sent = textarea.value;
    const fields = new URLSearchParams(new FormData(form));
    fields.set('step', step);
    let html;
    try {
      const answer = await fetch(form.getAttribute('action'), {
        method: 'POST',
        body: fields,
        headers: { 'X-Sallyport-Part': 'draft' },
        signal: current.signal,
      });
      if (!(answer.headers.get('Content-Type') ?? '').startsWith('text/html') || answer.redirected) throw new Error(String(answer.status));
      html = await answer.text();
    } catch (failure) {
      if (failure.name !== 'AbortError') tell('The check is not possible at the moment; what you typed stays here.');
      return;
    }
    if (request !== current) return;
    const part = new DOMParser().parseFromString(html, 'text/html');
    const fresh = part.querySelector('[data-yaml]');
    if (!fresh) {
      tell('You are signed out, or may not change this any more. What you typed stays here: copy it before you leave.');
      return;
    }
    show(part, step);
    if (fresh.value !== sent && textarea.value === sent) replaceText(fresh.value);
    prepare();
  }

  function tell(words) {
    const place = find('#findings');
    const line = document.createElement('p');
    line.className = 'text-danger mb-0';
    line.textContent = words;
    place.replaceChildren(line);
  }

  function show(part, step) {
    const focused = document.activeElement;
    const typed = focused?.matches?.('input:not([type=radio]):not([type=checkbox]), textarea') && step === 'check' ? focused.value : null;
    const name = find('#name')?.value;
    const open = find('[data-import]')?.open;
    for (const id of PARTS) {
      const old = form.querySelector('#' + id);
      const next = part.getElementById(id);
      if (old && next) old.replaceWith(document.adoptNode(next));
    }
    if (name !== undefined && find('#name')) find('#name').value = name;
    if (open && find('[data-import]')) find('[data-import]').open = true;
    if (!focused?.id || focused.isConnected) return;
    const again = document.getElementById(focused.id);
    if (typed !== null && again) again.value = typed;
    again?.focus();
  }

  function replaceText(text) {
    const old = view.state.doc.toString();
    let from = 0;
    while (from < Math.min(old.length, text.length) && old[from] === text[from]) from++;
    let end = 0;
    while (end < Math.min(old.length, text.length) - from && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
    view.dispatch({
      changes: { from, to: old.length - end, insert: text.slice(from, text.length - end) },
      effects: EditorView.scrollIntoView(from),
    });
    clearTimeout(timer);
  }

  function prepare() {
    form.querySelectorAll('[data-without-script]').forEach(each => { each.hidden = true; });
    form.querySelectorAll('[data-file]').forEach(each => { each.hidden = false; });
    const diagnostics = [...form.querySelectorAll('#findings [data-line]')].flatMap(each => {
      const number = Number(each.dataset.line);
      if (number < 1 || number > view.state.doc.lines) return [];
      const line = view.state.doc.line(number);
      const from = Math.min(line.from + Number(each.dataset.column) - 1, line.to);
      const rest = view.state.sliceDoc(from, line.to).match(/^\S+/);
      return [{
        from,
        to: from + (rest ? rest[0].length : 0),
        severity: each.dataset.problem === 'true' ? 'error' : 'warning',
        message: each.querySelector('[data-message]').textContent,
      }];
    });
    view.dispatch(setDiagnostics(view.state, diagnostics));
    changed();
  }

  form.addEventListener('click', event => {
    const button = event.target.closest('button[name=step]');
    if (!button || button.value === 'save') return;
    event.preventDefault();
    send(button.value);
  });
  form.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.target.tagName !== 'INPUT') return;
    event.preventDefault();
    send(event.target.id === 'endpoint' ? 'add' : 'check');
  });
  form.addEventListener('change', event => {
    if (event.target.id === 'import-file') readFile(event.target);
    else if (['radio', 'checkbox'].includes(event.target.type) && event.target.name !== 'take') send('check');
  });
  // It does not bubble. What it opens to is asked for once.
  form.addEventListener('toggle', event => {
    if (event.target.open && event.target.querySelector('[data-load]')) send('show-baseline');
  }, true);
  form.addEventListener('input', changed);
  form.addEventListener('submit', () => { leaving = true; });
  window.addEventListener('pageshow', () => { leaving = false; });
  window.addEventListener('beforeunload', event => {
    if (!leaving && state() !== saved) event.preventDefault();
  });

  async function readFile(input) {
    const file = input.files[0];
    const refused = find('[data-file-refused]');
    refused.textContent = '';
    if (!file) return;
    if (file.size > LARGEST_FILE) {
      refused.textContent = 'The file is larger than 256 KiB.';
      return;
    }
    find('#import').value = await file.text();
    send('show-import');
  }

  prepare();
}

function startAll() {
  document.querySelectorAll('form[data-editor]').forEach(start);
}

// The editor measures its lines once: styles must be there by then.
if (document.readyState === 'complete') startAll();
else window.addEventListener('load', startAll);
