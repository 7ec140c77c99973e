/* The little that pages need beyond htmx. Every page works without it, except for uploading pictures. */
(() => {
  'use strict';
  const on = (type, selector, act) =>
    document.addEventListener(type, (event) => {
      const found = event.target.closest && event.target.closest(selector);
      if (found) act(found, event);
    });

  // menu on a phone
  on('click', '[data-toggle]', (button) => {
    const target = document.querySelector(button.dataset.toggle);
    const open = target.classList.toggle('show');
    button.setAttribute('aria-expanded', String(open));
  });

  // messages fade
  const fade = () =>
    document.querySelectorAll('[data-fades]:not([data-fading])').forEach((toast) => {
      toast.dataset.fading = '1';
      setTimeout(() => toast.remove(), 6000);
    });
  fade();
  document.addEventListener('htmx:afterSettle', fade);

  // progress of requests
  document.addEventListener('htmx:beforeRequest', () => document.body.classList.add('is-loading'));
  document.addEventListener('htmx:afterRequest', () => document.body.classList.remove('is-loading'));

  // dialogs that ask before something is undone
  on('click', '[data-dialog]', (button, event) => {
    const dialog = document.querySelector(button.dataset.dialog);
    if (dialog && dialog.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
  });
  on('click', '[data-close]', (button) => button.closest('dialog').close());

  // save bar: says that something has changed, and warns on leaving
  let dirty = false;
  const changed = (form) => {
    dirty = true;
    const state = form.querySelector('[data-save-state]');
    if (state) state.textContent = state.dataset.saveState;
  };
  on('input', 'form[data-guard]', changed);
  on('change', 'form[data-guard]', changed);
  document.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    dirty = false;
    const button = event.submitter;
    if (button && !event.target.hasAttribute('hx-post')) {
      setTimeout(() => { button.disabled = true; }, 0);
      setTimeout(() => { button.disabled = false; }, 8000);
    }
  });
  window.addEventListener('pageshow', () => document.querySelectorAll('button[disabled]:not([data-off])').forEach((b) => { b.disabled = false; }));
  window.addEventListener('beforeunload', (event) => { if (dirty) event.preventDefault(); });

  // rows that can be added and removed
  on('click', '[data-add-row]', (button) => {
    const box = button.closest('[data-repeater]');
    const rows = box.querySelector('[data-rows]');
    const next = Number(box.dataset.next || rows.children.length);
    box.dataset.next = String(next + 1);
    const copy = document.importNode(box.querySelector('template').content, true);
    copy.querySelectorAll('*').forEach((element) => {
      for (const attribute of [...element.attributes]) {
        if (attribute.value.includes('__i__')) element.setAttribute(attribute.name, attribute.value.replaceAll('__i__', String(next)));
      }
    });
    rows.append(copy);
    const added = rows.lastElementChild;
    if (window.htmx) window.htmx.process(added);
    const field = added.querySelector('input:not([type=hidden]),select,textarea');
    if (field) field.focus();
    const form = button.closest('form');
    if (form) changed(form);
  });
  on('click', '[data-remove-row]', (button) => {
    const form = button.closest('form');
    const rows = button.closest('[data-rows]');
    button.closest('[data-row]').remove();
    if (rows && window.htmx) window.htmx.trigger(rows, 'rows-changed');
    if (form) changed(form);
  });
  on('click', '[data-remove-picture]', (button) => {
    const form = button.closest('form');
    button.closest('li').remove();
    if (form) changed(form);
  });
  on('change', '[data-tick-all]', (box) => {
    box.closest('form').querySelectorAll('tbody input[type=checkbox]').forEach((one) => { one.checked = box.checked; });
  });

  // choosing a SKU from the results of a search
  on('click', '[data-choose]', (button) => {
    const picker = button.closest('[data-picker]');
    picker.querySelector('input[type=hidden]').value = button.dataset.choose;
    picker.querySelector('[data-chosen]').textContent = button.dataset.label;
    picker.querySelector('input[type=search]').value = '';
    button.closest('.picker-results').replaceChildren();
    const form = picker.closest('form');
    if (form) changed(form);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') document.querySelectorAll('.picker-results').forEach((box) => box.replaceChildren());
    if (event.key === '/' && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
      const search = document.querySelector('[data-search]');
      if (search) { event.preventDefault(); search.focus(); }
    }
  });
  document.addEventListener('click', (event) => {
    if (!event.target.closest('[data-picker]')) document.querySelectorAll('.picker-results').forEach((box) => box.replaceChildren());
  });

  // files go up as they are, one request each; the answer is the row to show
  const token = () => { try { return JSON.parse(document.body.getAttribute('hx-headers'))['X-CSRF-Token']; } catch { return ''; } };
  const say = (html) => { document.getElementById('toasts').insertAdjacentHTML('beforeend', html); fade(); };
  on('change', 'input[type=file][data-upload]', async (input) => {
    const target = document.querySelector(input.dataset.into);
    for (const file of input.files) {
      document.body.classList.add('is-loading');
      try {
        const answer = await fetch(input.dataset.upload + (input.dataset.upload.includes('?') ? '&' : '?') + 'name=' + encodeURIComponent(file.name), {
          method: 'POST', body: file, credentials: 'same-origin',
          headers: {'X-CSRF-Token': token(), 'HX-Request': 'true', 'Content-Type': file.type || 'application/octet-stream'},
        });
        const html = await answer.text();
        if (!answer.ok) { say(html); continue; }
        if (answer.headers.get('HX-Redirect')) { dirty = false; location.href = answer.headers.get('HX-Redirect'); return; }
        target.insertAdjacentHTML('beforeend', html);
        const form = input.closest('form');
        if (form) changed(form);
      } finally {
        document.body.classList.remove('is-loading');
      }
    }
    input.value = '';
  });
})();
