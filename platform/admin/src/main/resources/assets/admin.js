/* The little that pages need beyond htmx. Every page works without it, except for uploading pictures. */
import {changed, fade, on, settled, token} from './shared.js';
import './charts.js';
import {sortable} from './pictures.js';
import {rich} from './text.js';

// menu on a phone
on('click', '[data-toggle]', (button) => {
  const target = document.querySelector(button.dataset.toggle);
  const open = target.classList.toggle('show');
  button.setAttribute('aria-expanded', String(open));
});

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

// "everything" makes single ticks needless
const everything = (box) => document.querySelectorAll(`${box.dataset.all} input[type=checkbox]`).forEach((each) => { each.disabled = box.checked; });
on('change', '[data-all]', everything);
document.querySelectorAll('[data-all]').forEach(everything);

on('input', 'form[data-guard]', changed);
on('change', 'form[data-guard]', changed);
document.addEventListener('submit', (event) => {
  if (event.defaultPrevented) return;
  settled();
  const button = event.submitter;
  if (button && !event.target.hasAttribute('hx-post')) {
    setTimeout(() => { button.disabled = true; }, 0);
    setTimeout(() => { button.disabled = false; }, 8000);
  }
});
window.addEventListener('pageshow', () => document.querySelectorAll('button[disabled]:not([data-off])').forEach((b) => { b.disabled = false; }));
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
on('change', 'form:has([data-ticked]) input[type=checkbox]', (box) => {
  const form = box.closest('form');
  const count = form.querySelectorAll('tbody input:checked').length;
  const said = form.querySelector('[data-ticked]');
  said.textContent = said.dataset.ticked.replace('{0}', String(count));
  form.querySelector('[data-tick-all]').indeterminate = count > 0 && count < form.querySelectorAll('tbody input[type=checkbox]').length;
});

// menus close when something else is clicked
document.addEventListener('click', (event) => {
  document.querySelectorAll('details.menu[open]').forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  document.querySelectorAll('details.menu[open]').forEach((menu) => { menu.open = false; menu.querySelector('summary').focus(); });
});

// what is typed while a list is on its way stays
let typing = null;
document.addEventListener('htmx:beforeSwap', (event) => {
  const field = document.activeElement;
  typing = event.detail.target && event.detail.target.id === 'list' && field && field.id === 'list-search'
    ? {value: field.value, at: field.selectionStart} : null;
});
document.addEventListener('htmx:afterSettle', (event) => {
  const list = document.getElementById('list');
  const here = document.querySelector('[data-here]');
  if (list && here) here.value = list.dataset.address;
  const field = document.getElementById('list-search');
  if (typing && field) { field.value = typing.value; field.focus(); field.setSelectionRange(typing.at, typing.at); }
  typing = null;
  document.querySelectorAll('[data-rich]').forEach(rich);
  document.querySelectorAll('[data-picture-list]').forEach(sortable);
});

// fields that belong to certain values of another field
const showFields = (form) => form.querySelectorAll('[data-shown]').forEach((field) => {
  const other = form.elements[field.dataset.shown];
  const all = other instanceof RadioNodeList ? [...other] : other ? [other] : [];
  const value = all.map((one) => one.type === 'checkbox' ? String(one.checked) : one.type === 'radio' ? (one.checked ? one.value : '') : one.value).filter(Boolean)[0] || 'false';
  const shown = field.dataset.is.split(' ').includes(value);
  field.hidden = !shown;
  field.querySelectorAll('input,select,textarea').forEach((one) => { one.disabled = !shown; });
});
document.querySelectorAll('form:has([data-shown])').forEach(showFields);
on('change', 'form:has([data-shown])', showFields);

// a form that is sent is remembered until it has arrived: should the session have ended, its text comes back after signing in
const DRAFT = 'wanpu.draft';
const staff = document.body.dataset.staff;
const read = () => { try { return JSON.parse(sessionStorage.getItem(DRAFT)); } catch { return null; } };
const forget = () => { try { sessionStorage.removeItem(DRAFT); } catch { /* nothing was kept */ } };
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.hasAttribute('data-forget')) { forget(); return; }
  if (!form.hasAttribute('data-guard') || !staff) return;
  const fields = [...new FormData(form)].filter(([name, value]) => name !== '_csrf' && typeof value === 'string');
  try { sessionStorage.setItem(DRAFT, JSON.stringify({staff, action: new URL(form.action).pathname + new URL(form.action).search, fields, out: false})); } catch { /* too large to keep */ }
});
const draft = read();
if (draft) {
  const out = !staff || document.querySelector('[data-keep-draft]');
  if (out) {
    try { sessionStorage.setItem(DRAFT, JSON.stringify({...draft, out: true})); } catch { /* it is there already */ }
  }
  if (staff && draft.staff === staff && (draft.out || out)) {
    forget();
    const form = document.createElement('form');
    form.method = 'post';
    form.action = draft.action;
    form.hidden = true;
    const add = (name, value) => {
      const field = document.createElement('textarea');
      field.name = name;
      field.value = value;
      form.append(field);
    };
    draft.fields.forEach(([name, value]) => add(name, value));
    add('_kept', '1');
    add('_csrf', token());
    document.body.append(form);
    form.submit();
  } else if (staff) {
    forget();
  }
}
// an answer that shows the form again holds text that is not saved
const summary = document.querySelector('[data-summary]');
if (summary) {
  summary.focus({preventScroll: true});
  document.querySelectorAll('form[data-guard]').forEach(changed);
}


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

// the page in the menu, on screens that are too low for all of it
document.querySelector('.navbar-vertical .nav-item.active')?.scrollIntoView({block: 'nearest'});

// shortcuts: g and a letter goes to a page, ? shows them all
const places = {h: '/', o: '/orders', p: '/products', m: '/members'};
let going = 0;
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const sheet = document.getElementById('keys');
  if (event.key === '?' && sheet && !sheet.open) sheet.showModal();
  if (Date.now() - going < 1500 && places[event.key] && document.querySelector(`.navbar a[href="${places[event.key]}"]`)) location.assign(places[event.key]);
  going = event.key === 'g' ? Date.now() : 0;
});
document.addEventListener('click', (event) => {
  if (!event.target.closest('[data-picker]')) document.querySelectorAll('.picker-results').forEach((box) => box.replaceChildren());
});

// one value for every row of the SKU table
on('click', '[data-fill]', (button) => {
  const box = button.closest('[data-fills]');
  box.querySelectorAll('[data-fill-field]').forEach((field) => {
    if (field.value === '') return;
    document.querySelectorAll('#skus tbody input[name$=".' + field.dataset.fillField + '"]').forEach((cell) => { cell.value = field.value; });
    field.value = '';
  });
  changed(button.closest('form'));
});
