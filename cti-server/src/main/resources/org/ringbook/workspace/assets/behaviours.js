// Small behaviours, each found by a data attribute, none knowing another.
(() => {
  const all = (selector, root = document) => root.querySelectorAll(selector);
  const serverAhead = Number(document.body.dataset.now) - Date.now();

  // data-since: a running clock from that moment (milliseconds, server's time).
  const two = (number) => String(number).padStart(2, '0');
  const clock = (since) => {
    const seconds = Math.max(0, Math.floor((Date.now() + serverAhead - since) / 1000));
    const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    return seconds < 3600 ? rest : `${Math.floor(seconds / 3600)}:${rest}`;
  };
  const tick = () => all('[data-since]').forEach((place) => { place.textContent = clock(Number(place.dataset.since)); });
  setInterval(tick, 1000);

  // On a narrow screen the menu is a row: where one is lies in the middle of it.
  const here = document.querySelector('.side-sub [aria-current]') ?? document.querySelector('.side nav [aria-current]');
  if (here) {
    const row = here.closest('nav');
    row.scrollLeft += here.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - here.offsetWidth) / 2;
  }

  // data-card: a card not seen before comes in with a movement, and its name stands in the title while it rings.
  const seen = new Set();
  const title = document.title;
  const notice = () => {
    const cards = [...all('[data-card]')];
    cards.filter((card) => !seen.has(card.dataset.card)).forEach((card) => {
      card.classList.add('card-comes');
      seen.add(card.dataset.card);
    });
    const rings = cards.find((card) => card.dataset.rings);
    document.title = rings ? `☎ ${rings.dataset.rings}` : title;
  };

  // data-key="/" or a letter: the key puts the cursor there, in whatever layout. Never while somebody types.
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === '?') { const keys = document.getElementById('keys'); if (keys && !keys.open) keys.showModal(); return; }
    const place = [...all('[data-key]')].find((one) => one.getClientRects().length > 0 && ( one.dataset.key === event.key || event.code === (one.dataset.key === '/' ? 'Slash' : `Key${one.dataset.key.toUpperCase()}`)));
    if (place) { event.preventDefault(); place.focus(); place.select?.(); }
  });

  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-opens]');
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    if (event.target.closest('[data-closes]')) event.target.closest('dialog, .toast-note')?.[event.target.closest('dialog') ? 'close' : 'remove']();
    const adder = event.target.closest('[data-adds-row]');
    if (adder) addRow(document.getElementById(adder.dataset.addsRow));
    const remover = event.target.closest('[data-removes-row]');
    if (remover) remover.closest('[data-row]').remove();
    const row = event.target.closest('tr[data-href]');
    if (row && !event.target.closest('a, button, form, input, label') && !getSelection().toString()) {
      if (event.ctrlKey || event.metaKey) open(row.dataset.href, '_blank'); else location.assign(row.dataset.href);
    }
  });

  // data-opens-itself: a dialog that was fetched comes before the eyes, and goes when what it asked for was taken.
  document.addEventListener('htmx:afterSettle', () => all('dialog[data-opens-itself]:not([open])').forEach((one) => {
    one.removeAttribute('data-opens-itself');
    one.addEventListener('close', () => one.remove());
    one.showModal();
  }));
  document.addEventListener('htmx:afterRequest', (event) => {
    if (event.detail.requestConfig?.verb === 'post' && event.detail.xhr.status < 400) event.target.closest('dialog')?.close();
  });
  // data-fills: a click puts its value into the form's field. data-narrows: what is typed leaves only what has all its words.
  document.addEventListener('click', (event) => {
    const one = event.target.closest('[data-fills]');
    const field = one?.closest('form').querySelector('[data-narrows]');
    if (field) { field.value = one.dataset.fills; field.focus(); }
  });
  document.addEventListener('input', (event) => {
    const list = document.getElementById(event.target.dataset.narrows);
    const words = event.target.value.toLowerCase().split(/\s+/);
    if (list) all('li', list).forEach((item) => { item.hidden = !words.every((word) => item.textContent.toLowerCase().includes(word)); });
  });

  // data-copies: to be entered elsewhere. A click takes it all, and copies it where the browser allows.
  document.addEventListener('click', (event) => {
    if (!event.target.matches('[data-copies]')) return;
    event.target.select();
    navigator.clipboard?.writeText(event.target.value).catch(() => {});
  });

  // A form's repeated row: a copy of the template, empty, ready to be typed into.
  const addRow = (list) => {
    list.append(list.querySelector('template').content.cloneNode(true));
    list.lastElementChild.querySelector('input')?.focus();
  };

  // data-density-switch: rows of one line, or of two. Kept in this browser.
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-density-switch]');
    if (!button) return;
    const { dataset } = document.documentElement;
    dataset.density = dataset.density === 'dense' ? 'roomy' : 'dense';
    button.setAttribute('aria-pressed', String(dataset.density === 'dense'));
    try { localStorage.setItem('density', dataset.density); } catch { /* not allowed: until the next page */ }
  });

  // data-sure: what cannot be taken back is asked once more, on the same button.
  document.addEventListener('click', event => {
    const button = event.target.closest('button[data-sure]');
    if (!button || button.dataset.asked) return;
    event.preventDefault();
    const words = button.textContent;
    button.dataset.asked = 'yes';
    button.textContent = button.dataset.sure;
    setTimeout(() => { delete button.dataset.asked; button.textContent = words; }, 5000);
  });

  // data-sends-itself: a filter that is changed is applied at once.
  document.addEventListener('change', (event) => {
    const form = event.target.closest('form[data-sends-itself]');
    if (!form) return;
    const custom = form.querySelector('[data-shown-for]');
    if (custom && event.target.name === 'period') custom.hidden = event.target.value !== custom.dataset.shownFor;
    if (custom && event.target.name === 'period' && event.target.value === custom.dataset.shownFor) return;
    form.requestSubmit();
  });

  // data-largest: a file with more bytes is not even sent; the words stand in data-too-large.
  document.addEventListener('change', (event) => {
    const { largest, tooLarge } = event.target.dataset;
    if (!largest) return;
    const large = [...event.target.files].some((file) => file.size > Number(largest));
    event.target.setCustomValidity(large ? tooLarge : '');
    event.target.reportValidity();
  });

  // data-leaves-out-empty: an address with nothing but what was asked for.
  document.addEventListener('submit', (event) => {
    if (!event.target.matches('[data-leaves-out-empty]')) return;
    all('input[name], select[name]', event.target).forEach((field) => { if (!field.value) field.disabled = true; });
    setTimeout(() => all(':disabled', event.target).forEach((field) => { field.disabled = false; }));
  });

  // A choice of the language comes back to this very page.
  all('[data-current-address]').forEach((field) => { field.value = location.pathname + location.search; });

  // data-fresh: calls came that the list does not show. At its top it takes them by itself; further down, and while something
  // is played in it, it only says so.
  document.body.addEventListener('stream:any', (event) => {
    const button = document.querySelector('[data-fresh]');
    const strange = (name) => name.startsWith('call-') && !document.querySelector(`tr[data-href="/calls/${name.slice(5)}"]`);
    if (!button || !event.detail.some(strange)) return;
    const reading = scrollY > 120 || document.querySelector('#rows')?.dataset.long || document.activeElement?.closest('#rows, .filters') || document.querySelector('.mini-player');
    if (reading) { button.hidden = false; return; }
    button.click();
  });
  // An answer, or another that waited behind it, was under way when somebody began to listen. Only what a person pressed is trusted.
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (event.detail.target.id !== 'list') return;
    const pressed = event.detail.requestConfig?.triggeringEvent;
    const byItself = pressed?.isTrusted === false && pressed.target?.matches?.('[data-fresh]');
    if (byItself && document.querySelector('.mini-player')) {
      event.detail.shouldSwap = false;
      document.querySelector('[data-fresh]').hidden = false;
    }
  });

  document.addEventListener('htmx:configRequest', (event) => {
    const { tokenHeader, token } = document.body.dataset;
    if (tokenHeader && event.detail.verb !== 'get') event.detail.headers[tokenHeader] = token;
  });
  // The session is over: the answer is the sign-in page, which belongs in the window and not in a fragment.
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (new URL(event.detail.xhr.responseURL || location.href).pathname === '/sign-in') {
      event.detail.shouldSwap = false;
      location.assign('/sign-in');
    }
  });
  document.addEventListener('htmx:afterSettle', () => { notice(); tick(); });
  document.addEventListener('htmx:responseError', (event) => {
    if (event.detail.xhr.status === 403 || event.detail.xhr.status === 401) location.reload();
  });
  // A word that was said goes by itself; one that says what went wrong stays until it is put away.
  document.addEventListener('htmx:afterSwap', (event) => {
    if (event.detail.target.id === 'toast') all('.toast-note[data-goes]', event.detail.target).forEach((note) => setTimeout(() => note.remove(), 7000));
  });
  // data-prints: the page goes to the printer, or into a file.
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-prints]')) window.print();
  });
  notice();
  tick();
})();
