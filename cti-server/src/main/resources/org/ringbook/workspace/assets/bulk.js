// Rows of a list are chosen by mouse or keyboard: space, Shift for a range, arrows from row to row, Escape for none.
(() => {
  const bar = () => document.querySelector('[data-bulk]');
  const picks = () => [...document.querySelectorAll('input[data-pick]')];
  let last = null;

  const show = () => {
    const form = bar();
    if (!form) return;
    const chosen = picks().filter((one) => one.checked);
    const all = form.elements.all.checked;
    form.hidden = chosen.length === 0 && !all;
    form.querySelector('[data-bulk-count]').textContent = all ? '' : `${form.dataset.words} ${chosen.length}`;
    const head = document.querySelector('[data-picks-all]');
    if (head) { head.checked = chosen.length > 0 && chosen.length === picks().length; head.indeterminate = chosen.length > 0 && !head.checked; }
    picks().forEach((one) => one.closest('tr').classList.toggle('is-picked', one.checked));
    form.querySelectorAll('[data-for]').forEach((field) => {
      const wanted = field.dataset.for.split(' ').includes(form.elements.action.value);
      field.hidden = !wanted;
      field.disabled = !wanted;
    });
  };
  const range = (to, checked) => {
    const rows = picks();
    const [a, b] = [rows.indexOf(last), rows.indexOf(to)].sort((x, y) => x - y);
    if (a >= 0) rows.slice(a, b + 1).forEach((one) => { one.checked = checked; });
  };

  document.addEventListener('click', (event) => {
    const one = event.target.closest('input[data-pick]');
    if (one) {
      if (event.shiftKey && last) range(one, one.checked);
      last = one;
      show();
    }
    if (event.target.closest('[data-bulk-none]')) none();
  });
  const none = () => {
    picks().forEach((one) => { one.checked = false; });
    bar().elements.all.checked = false;
    show();
  };
  document.addEventListener('keydown', (event) => {
    const one = event.target.closest?.('input[data-pick]');
    if (!one) return;
    const rows = picks();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const next = rows[rows.indexOf(one) + step];
      if (next && event.shiftKey) { next.checked = one.checked = true; last = next; show(); }
      next?.focus();
    }
    if (event.key === ' ' && event.shiftKey && last && last !== one) { event.preventDefault(); range(one, true); last = one; show(); }
    if (event.key === 'Escape') none();
  });
  document.addEventListener('change', (event) => {
    if (event.target.matches('[data-picks-all]')) picks().forEach((one) => { one.checked = event.target.checked; });
    if (event.target.closest('[data-bulk]') || event.target.matches('[data-picks-all]')) show();
  });
  // All that the filter finds: the filter is in the address of the page, and what is wanted of them in the form.
  document.addEventListener('submit', (event) => {
    if (!event.target.matches('[data-bulk]')) return;
    const all = event.target.elements.all.checked;
    // As an attribute: a field of the form is called action, too.
    event.target.setAttribute('action', event.target.getAttribute('action').split('?')[0] + (all ? location.search : ''));
    if (all) picks().forEach((one) => { one.disabled = true; });
  });
  // A list that is drawn anew by itself waits while rows of it are chosen.
  document.addEventListener('htmx:beforeRequest', (event) => {
    if (event.target.matches('[data-stays-while-picked]') && picks().some((one) => one.checked)) event.preventDefault();
  });
  document.addEventListener('htmx:afterSettle', show);
  addEventListener('pageshow', show);
})();
