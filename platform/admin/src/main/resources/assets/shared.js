/* What the scripts of the pages share. */

export const on = (type, selector, act) =>
  document.addEventListener(type, (event) => {
    const found = event.target.closest && event.target.closest(selector);
    if (found) act(found, event);
  });

export const token = () => { try { return JSON.parse(document.body.getAttribute('hx-headers'))['X-CSRF-Token']; } catch { return ''; } };

// messages fade
export const fade = () =>
  document.querySelectorAll('[data-fades]:not([data-fading])').forEach((toast) => {
    toast.dataset.fading = '1';
    setTimeout(() => toast.remove(), 6000);
  });
fade();
document.addEventListener('htmx:afterSettle', fade);
export const say = (html) => { document.getElementById('toasts').insertAdjacentHTML('beforeend', html); fade(); };

// save bar: says that something has changed, and warns on leaving
let dirty = false;
export const changed = (form) => {
  if (form.hasAttribute('data-live')) return;
  dirty = true;
  const state = form.querySelector('[data-save-state]');
  if (state) state.textContent = state.dataset.saveState;
};
export const settled = () => { dirty = false; };
window.addEventListener('beforeunload', (event) => { if (dirty) event.preventDefault(); });

// scripts that few pages want
export const load = (address) => new Promise((done) => {
  const known = document.querySelector('script[src="' + address + '"]');
  if (known) { if (known.dataset.here) done(); else known.addEventListener('load', done); return; }
  const script = document.createElement('script');
  script.src = address;
  script.addEventListener('load', () => { script.dataset.here = '1'; done(); });
  document.head.append(script);
});
export const assets = new URL('.', import.meta.url).pathname;

// a window over the page, filled by the server
export const overlay = (html) => {
  const dialog = document.createElement('dialog');
  dialog.className = 'wide';
  dialog.innerHTML = html;
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  if (window.htmx) window.htmx.process(dialog);
  return dialog;
};
