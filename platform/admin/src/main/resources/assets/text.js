import {changed, on} from './shared.js';

// rich text: the browser's own editing; the server takes out what is not allowed
export const keepText = (field) => {
  const box = field.querySelector('.rich-text');
  const copy = box.cloneNode(true);
  copy.querySelectorAll('img').forEach((image) => {
    const key = (image.getAttribute('src') || '').match(/[0-9a-f]{64}$/);
    if (key) image.setAttribute('src', 'media:' + key[0]); else image.remove();
  });
  const html = copy.innerHTML;
  field.querySelector('textarea').value = copy.textContent.trim() === '' && !copy.querySelector('img,hr') ? '' : html;
};
export const rich = (field) => {
  if (field.dataset.ready) return;
  field.dataset.ready = '1';
  const plain = field.querySelector('textarea');
  const box = field.querySelector('.rich-text');
  const tools = field.querySelector('.rich-tools');
  const doc = new DOMParser().parseFromString(plain.value, 'text/html');
  doc.querySelectorAll('script,style,iframe,object,form').forEach((one) => one.remove());
  doc.querySelectorAll('*').forEach((one) => [...one.attributes].forEach((a) => { if (/^on|^style$/i.test(a.name)) one.removeAttribute(a.name); }));
  doc.querySelectorAll('img').forEach((image) => {
    const key = (image.getAttribute('src') || '').match(/^media:([0-9a-f]{64})$/);
    if (key) { image.setAttribute('src', box.dataset.media + key[1]); if (!image.hasAttribute('alt')) image.alt = ''; } else image.remove();
  });
  box.replaceChildren(...doc.body.childNodes);
  if (plain.closest('fieldset[disabled]')) box.contentEditable = 'false'; else tools.hidden = false;
  box.hidden = false;
  plain.hidden = true;
  box.id = plain.id + '-text';
  try { document.execCommand('styleWithCSS', false, 'false'); document.execCommand('defaultParagraphSeparator', false, 'p'); } catch { /* old ways do */ }
  box.addEventListener('input', () => { keepText(field); const form = field.closest('form'); if (form) changed(form); });
  box.addEventListener('paste', (event) => {
    event.preventDefault();
    document.execCommand('insertText', false, event.clipboardData.getData('text/plain'));
  });
};
on('mousedown', '.rich-tools [data-do]', (button, event) => event.preventDefault());
on('click', '.rich-tools [data-do]', (button) => {
  const field = button.closest('[data-rich]');
  field.querySelector('.rich-text').focus();
  document.execCommand(button.dataset.do, false, button.dataset.with ? '<' + button.dataset.with + '>' : undefined);
  keepText(field);
  changed(field.closest('form'));
});
document.querySelectorAll('[data-rich]').forEach(rich);
