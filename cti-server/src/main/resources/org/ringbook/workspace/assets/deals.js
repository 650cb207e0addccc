// Deals are moved: on the board with the mouse, a finger or keys, on the card by its bar of stages. A move stands at once, and goes back
// with the reason when the server refuses it; what the stage asks is asked in one dialog, and who leaves that has moved nothing.
(() => {
  const place = document.getElementById('board-place');
  const words = document.getElementById('deal-words')?.dataset ?? {};
  const { tokenHeader, token } = document.body.dataset;
  const parsed = (text) => new DOMParser().parseFromString(text, 'text/html').body;

  // Longest wait for an answer, in milliseconds: a dialog is never held by a connection that says nothing.
  const PATIENCE = 30000;
  const send = async (address, form) => {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'HX-Request': 'true', 'X-Board': place?.dataset.board ?? '', [tokenHeader]: token },
      body: new URLSearchParams(form),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (new URL(answer.url).pathname === '/sign-in') { location.assign('/sign-in'); return new Promise(() => {}); }
    const body = parsed(await answer.text());
    return { taken: answer.ok && body.querySelector('[data-moved]') !== null, body };
  };
  const nothing = () => ({ taken: false, body: parsed('') });
  const refusal = (body) => body.querySelector('[data-refused]')?.textContent;

  // What was not taken is asked again, with all that was typed; one that is left takes the move back. It is sent once at a time, and a move
  // ends once: also where the dialog was left while it was on its way.
  const ask = (dialog, address, moved, back) => {
    let sending = false, over = false;
    const end = (how, what) => {
      if (over) return;
      over = true;
      dialog.remove();
      how(what);
    };
    const sends = (on) => {
      sending = on;
      dialog.querySelectorAll('button').forEach((button) => { button.disabled = on; });
    };
    const tell = (why) => {
      dialog.querySelector('[role="alert"]')?.remove();
      const note = document.createElement('p');
      note.className = 'work-refused';
      note.setAttribute('role', 'alert');
      note.textContent = why;
      dialog.querySelector('form').before(note);
      dialog.querySelector('.btn-primary')?.focus();
    };
    document.body.append(dialog);
    window.htmx?.process(dialog);
    dialog.addEventListener('keydown', (event) => { if (sending && event.key === 'Escape') event.preventDefault(); });
    dialog.addEventListener('cancel', (event) => { if (sending) event.preventDefault(); });
    dialog.addEventListener('close', () => { if (!sending) end(back); });
    dialog.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (sending || over) return;
      const form = new FormData(event.target);
      sends(true);
      const { taken, body } = await send(address, form).catch(nothing);
      sends(false);
      if (taken) { end(moved, body); return; }
      const why = refusal(body);
      if (!dialog.open) { end(back, why ?? words.noConnection); return; }
      const again = body.querySelector('[data-asks]');
      if (!again) { tell(why ?? words.noAnswer); return; }
      dialog.replaceChildren(...again.childNodes);
      window.htmx?.process(dialog);
      dialog.querySelector('[aria-invalid], select, input:not([type=hidden]), textarea')?.focus();
    });
    dialog.showModal();
    dialog.querySelector('input:not([type=hidden]), select, textarea')?.focus();
  };

  const move = async (id, form, moved, back) => {
    const address = `/deals/${id}/move`;
    const { taken, body } = await send(address, form).catch(nothing);
    const dialog = body.querySelector('[data-asks]');
    if (dialog) ask(document.adoptNode(dialog), address, moved, back);
    else if (taken) moved(body);
    else back(refusal(body) ?? words.noConnection);
  };

  // The card's bar of stages.
  let moving = false;
  document.addEventListener('submit', (event) => {
    const form = event.target.closest('[data-moves-deal]');
    if (!form) return;
    event.preventDefault();
    if (moving) return;
    moving = true;
    const refused = document.querySelector('[data-deal-refused]');
    refused.hidden = true;
    const asked = new FormData(form, event.submitter);
    move(document.querySelector('[data-deal-page]').dataset.dealPage, asked, () => location.reload(), (why) => {
      moving = false;
      if (!why) return;
      refused.textContent = why;
      refused.hidden = false;
    });
  });

  if (!place) return;
  const board = () => document.getElementById('board');
  const says = document.getElementById('board-says');
  const columns = () => [...board().querySelectorAll('.board-column, .board-end')];
  const list = (column) => column.querySelector('.board-cards');
  const cards = (column) => [...(list(column)?.querySelectorAll(':scope > .deal-card') ?? [])];
  const columnOf = (card) => card.closest('.board-column');
  let going = 0;

  const say = (text) => { says.textContent = text; };
  const toast = (text, bad) => {
    const note = document.getElementById('toast-deal').content.firstElementChild.cloneNode(true);
    note.classList.toggle('toast-bad', bad);
    note.querySelector('span').textContent = text;
    document.getElementById('toast').replaceChildren(note);
    if (!bad) setTimeout(() => note.remove(), 7000);
  };
  const count = (column, by) => {
    const number = column?.querySelector('.board-count');
    if (number && /^\d+$/.test(number.textContent)) number.textContent = Number(number.textContent) + by;
  };

  // One card can be reached with Tab; arrows go on from there.
  const reach = (card) => {
    board().querySelectorAll('.deal-card[tabindex="0"]').forEach((one) => { one.tabIndex = -1; });
    const first = card ?? board().querySelector('.deal-card');
    if (first) first.tabIndex = 0;
  };

  // before: the card that it is put on; null for the end of the column.
  const drop = (card, column, before) => {
    if (card.classList.contains('is-going')) return;
    const from = columnOf(card), origin = { list: card.parentElement, next: card.nextElementSibling };
    const others = cards(column).filter((one) => one !== card);
    const at = before ? others.indexOf(before) : others.length;
    if (column === from && (before === card || origin.next === before || (!before && cards(column).at(-1) === card))) return;
    const focused = card.contains(document.activeElement);
    const form = { stage: column.dataset.stage, version: card.dataset.version, above: others[at - 1]?.dataset.deal ?? '', below: others[at]?.dataset.deal ?? '' };
    if (list(column)) list(column).insertBefore(card, before ?? list(column).querySelector(':scope > .board-next'));
    else card.remove();
    if (column !== from) { count(from, -1); count(column, 1); }
    card.classList.add('is-going');
    going += 1;
    if (focused && card.isConnected) card.focus();
    const over = () => { going -= 1; card.classList.remove('is-going'); };
    move(card.dataset.deal, form, (body) => {
      over();
      const now = body.querySelector('.deal-card');
      const words = body.querySelector('[data-moved]').dataset.words;
      if (now && column === columnOf(card)) {
        const active = card.contains(document.activeElement);
        card.replaceWith(now);
        reach(now);
        if (active) now.focus();
      } else if (!now) card.remove();
      body.querySelectorAll('[data-totals]').forEach((totals) => board().querySelector(`[data-totals="${totals.dataset.totals}"]`)?.replaceWith(totals));
      say(words);
      if (!now) { toast(words, false); reach(); }
    }, (why) => {
      over();
      if (column !== from) { count(from, 1); count(column, -1); }
      const next = origin.next?.isConnected && origin.next.parentElement === origin.list ? origin.next : origin.list.querySelector(':scope > .board-next');
      origin.list.insertBefore(card, next);
      if (focused) card.focus();
      if (why) { toast(why, true); say(why); }
      later();
    });
  };

  // Mouse and finger. A finger that goes on at once scrolls; one that rests takes the card.
  const REST = 350, NEAR = 6, FAR = 12, EDGE = 48;
  let held = null, dragged = false;
  document.addEventListener('click', (event) => { if (dragged) { event.preventDefault(); event.stopPropagation(); } }, true);
  const take = () => {
    const box = held.card.getBoundingClientRect();
    held.ghost = held.card.cloneNode(true);
    held.ghost.removeAttribute('id');
    held.ghost.className = 'deal-card deal-ghost';
    held.ghost.setAttribute('aria-hidden', 'true');
    held.ghost.style.width = `${box.width}px`;
    held.by = { x: held.x - box.left, y: held.y - box.top };
    held.mark = document.createElement('li');
    held.mark.className = 'board-mark';
    document.body.append(held.ghost);
    held.card.classList.add('is-dragged');
    board().classList.add('is-dragging');
    held.scrolls = setInterval(scroll, 30);
    follow();
  };
  const follow = () => {
    held.ghost.style.transform = `translate(${held.x - held.by.x}px, ${held.y - held.by.y}px)`;
    const column = document.elementFromPoint(held.x, held.y)?.closest('.board-column, .board-end') ?? null;
    columns().forEach((one) => one.classList.toggle('is-over', one === column));
    held.over = column;
    held.mark.remove();
    held.before = null;
    if (column && list(column)) {
      held.before = cards(column).find((one) => one !== held.card && held.y < one.getBoundingClientRect().top + one.offsetHeight / 2) ?? null;
      list(column).insertBefore(held.mark, held.before ?? list(column).querySelector(':scope > .board-next'));
    }
  };
  const scroll = () => {
    if (!held?.ghost) return;
    const box = board().getBoundingClientRect();
    if (held.x < Math.max(box.left, 0) + EDGE) board().scrollLeft -= 14;
    else if (held.x > Math.min(box.right, innerWidth) - EDGE) board().scrollLeft += 14;
    const inside = held.over && list(held.over);
    if (inside) {
      const its = inside.getBoundingClientRect();
      if (held.y < its.top + EDGE) inside.scrollTop -= 10;
      else if (held.y > its.bottom - EDGE) inside.scrollTop += 10;
    }
    follow();
  };
  const release = (drops) => {
    if (!held) return;
    clearTimeout(held.timer);
    clearInterval(held.scrolls);
    const { card, ghost, over, before, mark } = held;
    held = null;
    if (!ghost) return;
    ghost.remove();
    mark.remove();
    card.classList.remove('is-dragged');
    board().classList.remove('is-dragging');
    columns().forEach((one) => one.classList.remove('is-over'));
    // The click that ends a drag opens nothing.
    dragged = true;
    setTimeout(() => { dragged = false; });
    if (drops && over) drop(card, over, before);
  };
  place.addEventListener('pointerdown', (event) => {
    const card = event.target.closest('.deal-card');
    if (!card || held || event.button !== 0 || event.target.closest('button') || card.classList.contains('is-going')) return;
    held = { card, pointer: event.pointerId, touch: event.pointerType !== 'mouse', x: event.clientX, y: event.clientY, startX: event.clientX, startY: event.clientY };
    if (held.touch) held.timer = setTimeout(take, REST);
  });
  document.addEventListener('pointermove', (event) => {
    if (!held || event.pointerId !== held.pointer) return;
    held.x = event.clientX;
    held.y = event.clientY;
    const far = Math.hypot(held.x - held.startX, held.y - held.startY);
    if (held.ghost) { event.preventDefault(); follow(); }
    else if (held.touch) { if (far > FAR) release(false); }
    else if (far > NEAR) take();
  });
  document.addEventListener('pointerup', (event) => { if (held && event.pointerId === held.pointer) release(true); });
  document.addEventListener('pointercancel', (event) => { if (held && event.pointerId === held.pointer) release(false); });
  document.addEventListener('touchmove', (event) => { if (held?.ghost) event.preventDefault(); }, { passive: false });
  place.addEventListener('contextmenu', (event) => { if (held?.touch) event.preventDefault(); });
  place.addEventListener('dragstart', (event) => event.preventDefault());
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') release(false); });

  // Keys: arrows choose, with Shift they move; M asks where to.
  const neighbour = (column, by, with_cards) => {
    const all = columns();
    for (let at = all.indexOf(column) + by; at >= 0 && at < all.length; at += by) {
      if (!with_cards || cards(all[at]).length > 0) return all[at];
    }
    return null;
  };
  const choose = (card) => {
    if (!card) return;
    reach(card);
    card.focus();
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  place.addEventListener('keydown', (event) => {
    const card = event.target.closest('.deal-card');
    if (!card || event.ctrlKey || event.altKey || event.metaKey || held) return;
    const column = columnOf(card), all = cards(column), at = all.indexOf(card);
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key], along = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (sideways && event.shiftKey) { const to = neighbour(column, sideways, false); if (to) drop(card, to, cards(to)[0] ?? null); }
    else if (sideways) { const to = neighbour(column, sideways, true); if (to) choose(cards(to)[Math.min(at, cards(to).length - 1)]); }
    else if (along && event.shiftKey) { const to = all[at + along]; if (to) drop(card, column, along < 0 ? to : all[at + 2] ?? null); }
    else if (along) choose(all[at + along]);
    else if (event.key === 'Home' || event.key === 'End') choose(all.at(event.key === 'Home' ? 0 : -1));
    else if (event.key === 'Enter' && event.target === card) location.assign(card.querySelector('.deal-title').href);
    else if (event.code === 'KeyM' && event.target === card) whereTo(card);
    else return;
    event.preventDefault();
  });
  place.addEventListener('focusin', (event) => { const card = event.target.closest('.deal-card'); if (card) reach(card); });

  const dialog = document.getElementById('move-to');
  const whereTo = (card) => {
    dialog.querySelector('ul').replaceChildren(...columns().map((column) => {
      const item = document.createElement('li'), button = document.createElement('button');
      button.type = 'button';
      button.className = 'btn btn-outline-secondary';
      button.textContent = column.dataset.name;
      button.disabled = column === columnOf(card);
      button.addEventListener('click', () => { dialog.close(); drop(card, column, cards(column)[0] ?? null); });
      item.append(button);
      return item;
    }));
    dialog.showModal();
  };
  place.addEventListener('click', (event) => {
    const card = event.target.closest('.deal-card');
    if (!card) return;
    if (event.target.closest('[data-move-to]')) whereTo(card);
    else if (!event.target.closest('a, button') && !getSelection().toString()) card.querySelector('.deal-title').click();
  });

  // The cards that follow come as somebody scrolls to them.
  const more = async (item) => {
    if (item.dataset.asked) return;
    item.dataset.asked = 'yes';
    const answer = await fetch(item.dataset.next, { headers: { 'HX-Request': 'true' } }).catch(() => null);
    if (!answer?.ok) { delete item.dataset.asked; return; }
    const next = [...parsed(await answer.text()).querySelectorAll('li')];
    if (!item.isConnected) return;
    item.parentElement.dataset.long = 'yes';
    // Whoever was put here meanwhile stands here already.
    item.replaceWith(...next.filter((one) => !one.id || !document.getElementById(one.id)));
    watch();
  };
  const watcher = new IntersectionObserver((seen) => seen.filter((one) => one.isIntersecting).forEach((one) => { watcher.unobserve(one.target); more(one.target); }), { rootMargin: '200px' });
  const watch = () => board().querySelectorAll('.board-next').forEach((item) => watcher.observe(item));
  place.addEventListener('click', (event) => { const item = event.target.closest('.board-next'); if (item) more(item); });

  // What others do is shown, and told; never under the hand of who is moving something.
  const SOON = 700, OFTEN = 3000;
  let timer, last = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, Math.max(SOON, last + OFTEN - Date.now()) + Math.random() * 500);
  };
  const refresh = async () => {
    if (going || held || document.querySelector('dialog[open]')) { later(); return; }
    last = Date.now();
    const asked = new URLSearchParams(location.search);
    asked.set('part', 'board');
    const answer = await fetch(`/deals?${asked}`, { headers: { 'HX-Request': 'true' } }).catch(() => null);
    if (!answer?.ok || going || held) { later(); return; }
    const fresh = parsed(await answer.text()).querySelector('#board');
    if (!fresh) return;
    const stages = (root) => [...root.querySelectorAll('.board-column')].map((one) => one.dataset.stage).join();
    const was = new Map([...board().querySelectorAll('.deal-card')].map((card) => [card.id, columnOf(card).dataset.stage]));
    const focused = document.activeElement?.closest?.('.deal-card')?.id;
    const there = new Set([...fresh.querySelectorAll('.deal-card')].map((card) => card.id));
    // Of a column of which more was asked for: what stands below the cards that came afresh, and nowhere else by now.
    const beyond = (mine, column) => {
      const its = list(mine), page = list(column).querySelector(':scope > .board-next');
      if (!its.dataset.long) return [];
      if (!page) { delete its.dataset.long; return []; }
      page.remove();
      const known = new Set(cards(column).map((card) => card.id));
      const below = [...its.children].slice([...its.children].findLastIndex((one) => known.has(one.id)) + 1);
      return below.filter((one) => !there.has(one.id));
    };
    if (stages(fresh) !== stages(board())) board().replaceWith(fresh);
    else fresh.querySelectorAll('.board-column').forEach((column) => {
      const mine = document.getElementById(column.id), at = list(mine).scrollTop;
      mine.querySelector('.board-totals').replaceWith(column.querySelector('.board-totals'));
      const below = beyond(mine, column);
      list(mine).replaceChildren(...list(column).children, ...below);
      list(mine).scrollTop = at;
    });
    board().querySelectorAll('.deal-card').forEach((card) => {
      const before = was.get(card.id), column = columnOf(card);
      if (!before || before === column.dataset.stage) return;
      card.classList.add('is-moved');
      const text = words.theirs.replace('{0}', card.dataset.title).replace('{1}', column.dataset.name);
      say(text);
      toast(text, false);
    });
    reach(focused ? document.getElementById(focused) : undefined);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    watch();
  };
  document.body.addEventListener('stream:deals', later);
  document.body.addEventListener('stream:tasks', later);

  reach();
  watch();
})();
