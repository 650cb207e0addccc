// data-draft: what is typed is kept while it is typed. In this browser at once, so that it survives a crash; on the server half a second
// later, so that it survives the browser. What the server has is forgotten here.
(() => {
  const WAIT = 500;
  const AGAIN = 3000;
  const fields = new WeakMap();
  const keyOf = (field) => `draft ${field.dataset.author} ${field.dataset.draft}`;
  const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const keepHere = (key, what) => { try { localStorage.setItem(key, JSON.stringify(what)); } catch { /* no room, or not allowed: the server has it soon */ } };
  const forgetHere = (key) => { try { localStorage.removeItem(key); } catch { /* not allowed */ } };
  // Typed at two places: nothing of either is lost.
  const merged = (theirs, mine) => (!theirs || mine.includes(theirs) ? mine : theirs.includes(mine) ? theirs : `${theirs}\n${mine}`);
  const say = (field, words) => {
    const place = field.closest('form')?.querySelector('[data-draft-state]');
    if (place) place.textContent = words;
  };

  const push = async (field) => {
    const state = fields.get(field);
    clearTimeout(state.timer);
    if (state.busy || state.sending || !field.isConnected) return;
    state.busy = true;
    const text = field.value;
    let again = 0;
    try {
      const { tokenHeader, token } = document.body.dataset;
      const answer = await fetch(field.dataset.draft, {
        method: 'PUT', keepalive: text.length < 30_000, redirect: 'manual',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', [tokenHeader]: token },
        body: new URLSearchParams({ text, base: state.base }),
      });
      if (answer.ok) {
        state.base = (await answer.json()).version;
        if (field.value === text) {
          forgetHere(keyOf(field));
          say(field, field.dataset.kept);
        } else {
          again = WAIT;
        }
      } else if (answer.status === 409) {
        const there = await answer.json();
        state.base = there.version;
        const both = merged(there.text, field.value);
        if (both !== field.value) field.value = both;
        keepHere(keyOf(field), { text: both, base: state.base });
        again = both === there.text ? 0 : 1;
        if (!again) forgetHere(keyOf(field));
      } else if (answer.status === 422) {
        say(field, (await answer.json()).words);
      } else {
        throw new Error(String(answer.status));
      }
    } catch {
      say(field, field.dataset.keptHere);
      again = AGAIN;
    }
    state.busy = false;
    if (again) state.timer = setTimeout(push, again, field);
  };

  const typed = (field) => {
    const state = fields.get(field);
    keepHere(keyOf(field), { text: field.value, base: state.base });
    clearTimeout(state.timer);
    state.timer = setTimeout(push, WAIT, field);
  };

  const meet = (field) => {
    if (fields.has(field)) return;
    const state = { base: Number(field.dataset.draftVersion) };
    fields.set(field, state);
    const here = read(keyOf(field));
    if (!here || here.text === field.value) return;
    const text = here.base === state.base ? here.text : merged(field.value, here.text);
    if (text === field.value) { forgetHere(keyOf(field)); return; }
    field.value = text;
    typed(field);
  };
  const meetAll = () => document.querySelectorAll('textarea[data-draft]').forEach(meet);

  document.addEventListener('input', (event) => { if (fields.has(event.target)) typed(event.target); });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.matches('textarea')) {
      event.preventDefault();
      event.target.form?.requestSubmit(event.target.form.querySelector('.btn-primary'));
    }
  });
  // Another page of the same browser typed: it is shown here, too, unless somebody types here.
  addEventListener('storage', (event) => {
    const field = [...document.querySelectorAll('textarea[data-draft]')].find((one) => keyOf(one) === event.key);
    if (field && event.newValue && document.activeElement !== field) field.value = JSON.parse(event.newValue).text;
  });
  // What was saved elsewhere since is added to, and not written over.
  document.addEventListener('htmx:configRequest', (event) => {
    const field = event.detail.elt.querySelector?.('textarea[data-draft]');
    if (fields.has(field) && event.detail.verb === 'post') event.detail.parameters.base = fields.get(field).base;
  });
  // The form saves what was typed: nothing of it is sent as a draft after that.
  document.addEventListener('htmx:beforeRequest', (event) => {
    const field = event.detail.elt.querySelector?.('textarea[data-draft]');
    if (!fields.has(field) || event.detail.requestConfig.verb !== 'post') return;
    fields.get(field).sending = true;
    clearTimeout(fields.get(field).timer);
  });
  document.addEventListener('htmx:afterRequest', (event) => {
    const field = event.detail.elt.querySelector?.('textarea[data-draft]');
    if (!fields.has(field) || event.detail.requestConfig?.verb !== 'post') return;
    const state = fields.get(field);
    state.sending = false;
    if (event.detail.xhr.status >= 200 && event.detail.xhr.status < 300) forgetHere(keyOf(field));
    else { keepHere(keyOf(field), { text: field.value, base: state.base }); say(field, field.dataset.keptHere); state.timer = setTimeout(push, AGAIN, field); }
  });
  addEventListener('pagehide', () => document.querySelectorAll('textarea[data-draft]').forEach((field) => {
    if (fields.has(field) && read(keyOf(field))) push(field);
  }));

  // Whoever types goes on typing where they were, though the card around it is drawn anew.
  let was;
  document.addEventListener('htmx:beforeSwap', () => {
    const field = document.activeElement;
    was = field?.matches?.('textarea[data-draft]') ? { id: field.id, from: field.selectionStart, to: field.selectionEnd } : undefined;
  });
  document.addEventListener('htmx:afterSettle', () => {
    meetAll();
    const field = was && document.getElementById(was.id);
    if (field && document.activeElement === document.body) { field.focus(); field.setSelectionRange(was.from, was.to); }
    was = undefined;
  });
  document.addEventListener('DOMContentLoaded', meetAll);
  meetAll();
})();
